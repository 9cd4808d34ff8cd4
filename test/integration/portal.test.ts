import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, test} from 'vitest'
import {browserProgram, openBrowser} from '../support/browser.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'

const folder = join(temporaryFolder(), 'pets')

const closing: (() => unknown)[] = [() => stopProject(folder)]

afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

async function run(...args: string[]): Promise<string> {
  const {code, stdout, stderr} = await runCli(args, {cwd: folder})
  assert.equal(code, 0, `${stdout}${stderr}`)
  return stdout
}

type Portal = {url?: string; files: string[]}

/** What a reader sees: the operations, and what the page loaded from elsewhere or was forbidden. */
const seen = `(async () => {
  const rows = () => [...document.querySelectorAll('.opblock-summary')].map((row) => row.innerText.replace(/\\u200b/g, '').replace(/\\s+/g, ' ').trim())
  for (let tries = 0; tries < 200 && rows().length === 0; tries += 1) await new Promise((done) => setTimeout(done, 25))
  const elsewhere = performance.getEntriesByType('resource').filter(({name}) => !name.startsWith('data:')).map(({name}) => new URL(name).origin)
  return {title: document.title, rows: rows().sort(), elsewhere: elsewhere.filter((origin) => origin !== location.origin)}
})()`

test('portal: a site of what a stage serves, shown by a browser from disk and from the tool', async () => {
  await runCli(['init', 'pets', '--template', 'rest'], {cwd: join(folder, '..')})
  await run('deploy', '--yes')
  const built = JSON.parse(await run('portal', 'build', '--stage', 'dev', '--json')) as Portal
  assert.match(built.url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/execute-api\/[a-z0-9]+\/dev$/)
  for (const file of ['index.html', 'openapi.json', 'definition.js']) {
    assert.ok(!readFileSync(join(folder, 'portal', file), 'utf8').includes('x-amazon-apigateway'), file)
  }
  const serving = startCli(['portal', 'serve', '--port', '0'], {cwd: folder})
  closing.push(() => serving.process.kill('SIGKILL'))
  const [, url = ''] = await serving.output(/The portal: (\S+)/)
  assert.match(await (await fetch(`${url}openapi.json`)).text(), /"\/pets\/\{petId\}"/)
  if (browserProgram !== undefined) {
    const page = await openBrowser(browserProgram)
    closing.push(() => page.close())
    const rows = ['GET /pets', 'GET /pets/{petId}', 'POST /pets']
    for (const address of [url, pathToFileURL(join(folder, 'portal/index.html')).href]) {
      await page.open(address)
      assert.deepEqual(await page.evaluate(seen), {title: 'pets', rows, elsewhere: []}, address)
    }
  }
  serving.process.kill('SIGINT')
  assert.equal((await serving.ended).code, 0)
})
