#!/usr/bin/env bash
# Answers the cases on standard input, one JSON object per line, with Apache Velocity 1.7. README.md names the packages it needs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

jars=$(printf "${VTL_ORACLE_JARS:-/usr/share/java}/%s.jar:" \
  velocity json-path json-smart accessors-smart asm-all commons-lang commons-collections3 slf4j-api slf4j-nop)
javac -nowarn -Xlint:-options -d "$classes" -cp "$jars" "$here/Oracle.java"
java -Xss4m -cp "$jars$classes" Oracle
