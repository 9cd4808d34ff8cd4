import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import ts from 'typescript'

/** What a command answers under `--json`: `api list` and the type that its `run` promises. */
export type CommandType = {command: string; type: ts.Type}

/** The types of all commands' results, by the compiler, and that of the answer of each that fails. Sorted by command. */
export function commandTypes(root: string): {checker: ts.TypeChecker; commands: CommandType[]; failure: ts.Type} {
  const folder = join(root, 'src/commands')
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'))
  const failureFile = join(root, 'src/cli/report-error.ts')
  const program = ts.createProgram([...files.map((file) => join(folder, file)), failureFile], compilerOptions(root))
  const checker = program.getTypeChecker()
  const exported = (file: string, name: string) => exportOf(checker, program.getSourceFile(file), name)
  const commands = files.toSorted().map((file) => ({
    command: file.replace(/\.ts$/, '').replaceAll('/', ' '),
    type: resultOf(checker, checker.getTypeOfSymbol(exported(join(folder, file), 'default'))),
  }))
  return {checker, commands, failure: checker.getDeclaredTypeOfSymbol(exported(failureFile, 'Failure'))}
}

function compilerOptions(root: string): ts.CompilerOptions {
  const {config} = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {config: object}
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options
}

function exportOf(checker: ts.TypeChecker, source: ts.SourceFile | undefined, name: string): ts.Symbol {
  const module = source && checker.getSymbolAtLocation(source)
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name)
  if (symbol === undefined) throw new Error(`${source?.fileName ?? 'A file that is missing'} does not export ${name}.`)
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
}

/** What `run` of a command's class promises. */
function resultOf(checker: ts.TypeChecker, command: ts.Type): ts.Type {
  const run = command.getConstructSignatures()[0]?.getReturnType().getProperty('run')
  const promised = run && checker.getTypeOfSymbol(run).getCallSignatures()[0]?.getReturnType()
  const result = promised && checker.getAwaitedType(promised)
  if (result === undefined) throw new Error(`${checker.typeToString(command)} has no run.`)
  return result
}
