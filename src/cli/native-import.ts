/**
 * `import()` for files of the build, which write it `__import()`: of another such file by `require`, so that it is loaded
 * once, of anything else by Node.js. A file of its own, because V8 gives code that it has kept no way to import.
 */
export function importFrom(require: (name: string) => unknown): (name: string) => Promise<unknown> {
  return (name) => (name.startsWith('.') ? Promise.resolve().then(() => require(name)) : import(name))
}
