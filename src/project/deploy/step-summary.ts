import {appendFile} from 'node:fs/promises'

/** Adds Markdown to the summary of a GitHub Actions step; outside of one there is no file to write to. */
export async function writeStepSummary(
  {GITHUB_STEP_SUMMARY: file}: Readonly<Record<string, string | undefined>>,
  markdown: string,
): Promise<void> {
  if (file !== undefined && file !== '') await appendFile(file, `${markdown}\n`)
}
