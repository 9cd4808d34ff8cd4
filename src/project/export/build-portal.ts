import {copyFile, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'
import {portalSite} from '../../sdk-export/portal/portal-files.js'
import type {PortalSite} from '../../sdk-export/portal/portal-files.js'
import {onlyExtensions} from '../../spec/export-extensions.js'
import {chosenSource} from './chosen-source.js'
import type {SourceMeans, SourceWords} from './chosen-source.js'
import {writeFolder} from './write-folder.js'

/** A portal that was written. `url` is where its readers may call the API. */
export type BuiltPortal = {
  name: string
  kind: Api['kind']
  title: string
  directory: string
  files: string[]
  url?: string
}

export type PortalOptions = SourceWords & {
  /** In place of where the stage answers. */
  url: string | undefined
  /** Folder of the package, where the viewer is. */
  packageFolder: string
}

/** The portal of the API that is meant, as it is now, and how a file of it is read. Throws what reading the API does. */
export async function readPortal(
  means: SourceMeans,
  {url, ...words}: PortalOptions,
): Promise<PortalSite & {api: Api; baseUrl?: string}> {
  const {source, baseUrl: stageAddress} = await chosenSource(means, words)
  const {api, document} = source
  const baseUrl = url ?? stageAddress
  const site = portalSite(api, onlyExtensions(document, new Set()), baseUrl)
  return {...site, api, ...(baseUrl !== undefined && {baseUrl})}
}

/** Writes the portal of the API that is meant into a folder. Throws FOLDER_NOT_EMPTY and PORTAL_VIEWER_MISSING. */
export async function buildPortal(
  means: SourceMeans,
  {directory, force, ...options}: PortalOptions & {directory: string; force: boolean},
): Promise<BuiltPortal> {
  const {api, title, files, viewer, baseUrl} = await readPortal(means, options)
  await writeFolder(directory, force, async (staging) => {
    for (const [file, text] of files) await writeFile(join(staging, file), text)
    for (const file of viewer) {
      await copyFile(viewerFile(options.packageFolder, file), join(staging, file)).catch(viewerMissing)
    }
  })
  const written = [...files.keys(), ...viewer].sort()
  return {
    name: api.name,
    kind: api.kind,
    title,
    directory,
    files: written,
    ...(baseUrl !== undefined && {url: baseUrl}),
  }
}

/** A file of the viewer. Throws PORTAL_VIEWER_MISSING. */
export function readViewerFile(packageFolder: string, file: string): Promise<Buffer> {
  return readFile(viewerFile(packageFolder, file)).catch(viewerMissing)
}

function viewerFile(packageFolder: string, file: string): string {
  return join(packageFolder, 'dist', 'portal', file)
}

function viewerMissing(cause: unknown): never {
  throw new ApigwError(
    {
      code: 'PORTAL_VIEWER_MISSING',
      exit: 'failure',
      what: 'The pages of the portal are not in this installation.',
      why: 'The build puts the viewer into dist/portal.',
      fix: 'Install apigw again. In a checkout, run "npm run build".',
    },
    {cause},
  )
}
