/** How a shell sets a variable for the programs it starts. */
export type Shell = 'bash' | 'fish' | 'powershell'

export const shells = ['bash', 'fish', 'powershell'] as const satisfies readonly Shell[]

const assignments: Record<Shell, (name: string, value: string) => string> = {
  bash: (name, value) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
  fish: (name, value) => `set -gx ${name} '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  powershell: (name, value) => `$Env:${name} = '${value.replaceAll("'", "''")}'`,
}

/** Variables as lines that the shell evaluates: `export NAME='value'`. Pure. */
export function renderShellVariables(variables: Readonly<Record<string, string>>, shell: Shell): string {
  return Object.entries(variables)
    .map(([name, value]) => assignments[shell](name, value))
    .join('\n')
}
