"""Runs commands of the AWS CLI one after the other in one Python, each with a fresh driver as `aws` makes it.

Each line of standard input is a JSON array, the words of a command; each line of standard output is what it said:
{"code": 255, "stdout": "", "stderr": "..."}. Starting Python and loading botocore takes longer than most commands.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from awscli.clidriver import create_clidriver


def captured():
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def text_of(stream):
    return stream.buffer.getvalue().decode("utf-8", "replace")


def run(words):
    stdout, stderr = captured(), captured()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            code = create_clidriver().main(words)
        except SystemExit as stopped:
            code = stopped.code
    return {"code": code or 0, "stdout": text_of(stdout), "stderr": text_of(stderr)}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
