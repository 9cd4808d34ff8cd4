#!/usr/bin/env node
// Node.js is checked before anything else is loaded, so that an old one gets a sentence and not a stack trace.
// `apigw --version` and plain `apigw --help` are answered without the rest: they are typed most and should wait least.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24

if (supported) {
  run(process.argv.slice(2))
} else {
  process.stderr.write(
    `error NODE_TOO_OLD: apigw does not run on Node.js ${process.versions.node}.\n` +
      '  why: It needs Node.js 20.19 or a later 20, 22.13 or a later 22, or 24 and newer.\n' +
      '  fix: Install a current Node.js from https://nodejs.org, then run the command again.\n',
  )
  process.exitCode = 1
}

/** @param {string[]} argv */
function run(argv) {
  // Only this exact string silences the AWS SDK's notice about Node.js 20.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  // Node.js was checked above; oclif would load a whole parser of versions to do it again.
  process.env.OCLIF_DISABLE_ENGINE_WARNING = 'true'
  const {existsSync, readFileSync} = process.getBuiltinModule('fs')
  const root = new URL('..', import.meta.url)
  const help = new URL('dist/help.txt', root)
  const asksForHelp = argv.length === 0 || (argv.length === 1 && argv[0] === '--help')
  if (argv.length === 1 && argv[0] === '--version') {
    const {name, version} = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
    process.stdout.write(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
  } else if (asksForHelp && existsSync(help)) {
    process.stdout.write(readFileSync(help, 'utf8'))
  } else {
    const folder = process.getBuiltinModule('url').fileURLToPath(new URL('dist', root))
    const {createRequire, enableCompileCache} = process.getBuiltinModule('module')
    // Packages beside the build: Node.js 22 and newer keep their code; for the build itself src/cli/start.ts does so.
    enableCompileCache?.()
    const {bundle, command, keepCode} = createRequire(import.meta.url)('../dist/start.cjs').start(folder, argv)
    // Asked by shells at each press of the tab key: no command is loaded for it.
    if (argv[0] === '__complete') bundle.load('complete.cjs').answerShell(argv.slice(1), root, keepCode)
    else bundle.load('run.cjs').main(argv, root, {from: 'bundle', command, keepCode})
  }
}
