/** A client as it was written. */
export type ClientFacts = {
  name: string
  language: string
  directory: string
  files: readonly string[]
  packageName?: string
  operations?: number
  baseUrl?: string
}

/** What was written, and the next thing to do with it. */
export function renderClient({
  name,
  language,
  directory,
  files,
  packageName,
  operations,
  baseUrl,
}: ClientFacts): string {
  if (packageName === undefined)
    return `Wrote the SDK of ${name} in ${language} to ${directory}: ${files.length} files.`
  const calls = baseUrl === undefined ? 'Callers say where the API is.' : `It calls ${baseUrl}.`
  return [
    `Wrote ${packageName} to ${directory}: ${operations ?? 0} operations of ${name}, ${files.length} files. ${calls}`,
    `Build it: npm install --prefix ${directory} && npm run build --prefix ${directory}`,
  ].join('\n')
}
