import {readFile} from 'node:fs/promises'
import {isBuiltin} from 'node:module'
import {dirname, extname, sep} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Loader, Plugin} from 'esbuild'

/**
 * Leaves installed packages outside a bundle, by absolute path: the bundle lies in a folder of its own, and a package
 * must come from where the source would have found it. Path aliases and linked workspace packages are bundled.
 */
export function externalPackages(): Plugin {
  return {
    name: 'external-packages',
    setup(build) {
      build.onResolve({filter: /^[^./]/}, async (asked) => {
        if (asked.pluginData === resolving || asked.kind === 'entry-point' || isBuiltin(asked.path)) return undefined
        const {importer, kind, resolveDir} = asked
        const found = await build.resolve(asked.path, {importer, kind, resolveDir, pluginData: resolving})
        const isPackage = found.path.includes(`${sep}node_modules${sep}`) && /\.(?:[cm]?js|node)$/.test(found.path)
        if (found.errors.length > 0 || found.external || !isPackage) return undefined
        const isRequire = build.initialOptions.format === 'cjs' || kind.startsWith('require')
        return {path: isRequire ? found.path : pathToFileURL(found.path).href, external: true}
      })
    },
  }
}

/** Marks the plugin's own question to esbuild, which would otherwise come back to the plugin. */
const resolving = Symbol('resolving')

const location = /\bimport\.meta\.(?:url|dirname|filename)\b|\b__(?:dirname|filename)\b/

/** Lets bundled sources see where they lie, and not where the bundle lies. */
export function ownLocation(): Plugin {
  return {
    name: 'own-location',
    setup(build) {
      build.onLoad({filter: /\.[cm]?[jt]sx?$/}, async ({path}) => {
        const source = await readFile(path, 'utf8')
        return location.test(source) ? {contents: withLocation(source, path), loader: loaderOf(path)} : undefined
      })
    },
  }
}

/** Declarations go on the first line, so that line numbers stay. */
function withLocation(source: string, path: string): string {
  const values: Record<string, string> = {
    __apigw_url: pathToFileURL(path).href,
    __apigw_dirname: dirname(path),
    __apigw_filename: path,
  }
  for (const name of ['dirname', 'filename']) {
    const isOwn = new RegExp(`\\b(?:const|let|var)\\s+__${name}\\b`).test(source)
    if (!isOwn) values[`__${name}`] = values[`__apigw_${name}`] ?? ''
  }
  const declarations = Object.entries(values).map(([name, value]) => `var ${name} = ${JSON.stringify(value)};`)
  const body = source.replace(/\bimport\.meta\.(url|dirname|filename)\b/g, '__apigw_$1')
  return body.startsWith('#!') ? body.replace('\n', `\n${declarations.join('')}`) : declarations.join('') + body
}

function loaderOf(path: string): Loader {
  const extension = extname(path)
  if (extension === '.tsx' || extension === '.jsx') return extension === '.tsx' ? 'tsx' : 'jsx'
  return extension.includes('ts') ? 'ts' : 'js'
}
