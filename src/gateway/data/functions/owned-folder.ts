import {lstat, mkdtemp, readFile, readdir, rm, writeFile} from 'node:fs/promises'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'

const ownerFile = '.owner'

/**
 * Makes a temporary folder `{kind}-…` that says whose it is, and first removes those of the same kind whose process was
 * killed before it could do so. What belongs to another user, another machine or nobody is left alone.
 */
export async function makeOwnedFolder(kind: string, parent: string = tmpdir()): Promise<string> {
  const names = await readdir(parent)
  const others = names.filter((name) => name.startsWith(`${kind}-`)).map((name) => join(parent, name))
  await Promise.all(others.map((folder) => removeIfAbandoned(folder)))
  const folder = await mkdtemp(join(parent, `${kind}-`))
  await writeFile(join(folder, ownerFile), ownerText(process.pid))
  return folder
}

/** Containers may share a temporary folder and not see each other's processes: they have names of their own. */
function ownerText(pid: number): string {
  return `${hostname()} ${pid}\n`
}

async function removeIfAbandoned(folder: string): Promise<void> {
  try {
    const status = await lstat(folder)
    if (!status.isDirectory() || status.uid !== (process.getuid?.() ?? status.uid)) return
    const owner = await readFile(join(folder, ownerFile), 'utf8')
    const pid = Number(/ (\d+)\n$/.exec(owner)?.[1])
    if (!Number.isInteger(pid) || owner !== ownerText(pid) || isAlive(pid)) return
    await rm(folder, {recursive: true, force: true})
  } catch (error) {
    // Gone meanwhile, without an owner, or not ours to read: none of it keeps a gateway from running functions.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is alive, and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
