/** A portal as it was written. */
export type PortalFacts = {title: string; directory: string; files: readonly string[]; url?: string}

/** What was written, and the next thing to do with it. */
export function renderPortal({title, directory, files, url}: PortalFacts): string {
  const calls = url === undefined ? 'It tells no address to call; --url names one.' : `Its readers call ${url}.`
  return [
    `Wrote the portal of ${title} to ${directory}: ${files.length} files. ${calls}`,
    `Open ${directory}/index.html, or put the folder on any web server.`,
  ].join('\n')
}
