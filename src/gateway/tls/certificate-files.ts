import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** A certificate and its private key (PKCS #8), both PEM. */
export type KeyPair = {certificate: string; privateKey: string}

/** Where a gateway keeps its authority: both files, or neither, are those of one pair. */
export type AuthorityFiles = {certificateFile: string; read: () => KeyPair | undefined; write: (pair: KeyPair) => void}

/** `tls/ca.pem` and `tls/ca-key.pem` of a state directory; only the owner of the files can read the key. */
export function authorityFiles(stateDirectory: string): AuthorityFiles {
  const folder = join(stateDirectory, 'tls')
  const certificateFile = join(folder, 'ca.pem')
  const keyFile = join(folder, 'ca-key.pem')
  return {
    certificateFile,
    read: () => {
      const [certificate, privateKey] = [textOf(certificateFile), textOf(keyFile)]
      return certificate === undefined || privateKey === undefined ? undefined : {certificate, privateKey}
    },
    write: ({certificate, privateKey}) => {
      mkdirSync(folder, {recursive: true, mode: 0o700})
      replace(keyFile, privateKey, 0o600)
      replace(certificateFile, certificate, 0o644)
    },
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all. */
function replace(file: string, content: string, mode: number): void {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, content, {mode})
  renameSync(temporary, file)
}
