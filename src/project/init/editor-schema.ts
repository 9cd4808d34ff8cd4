import {copyFile, mkdir} from 'node:fs/promises'
import {join} from 'node:path'

/**
 * Puts the JSON Schema of apigw.yaml where the first line of the templates says it is, so that editors complete and
 * check the file. It follows the version of the tool, and .apigw is in .gitignore: `init` and `dev` both write it.
 */
export async function writeEditorSchema(packageFolder: string, projectFolder: string): Promise<void> {
  await mkdir(join(projectFolder, '.apigw'), {recursive: true})
  await copyFile(
    join(packageFolder, 'schemas', 'apigw.schema.json'),
    join(projectFolder, '.apigw', 'apigw.schema.json'),
  )
}
