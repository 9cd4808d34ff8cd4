/** Shells that completion is written for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

export type Shell = (typeof shells)[number]

/** Asks the tool itself for candidates: its commands, flags and names are never out of date in a shell. */
export const completeWord = '__complete'

/**
 * What a shell reads to complete words after `apigw`: it runs `apigw __complete WORD…` and takes a candidate from each
 * line, up to a tab; a hint follows it. A candidate may be any text: each script sees to it that it stays one word. (zsh
 * and fish quote what they insert by themselves.)
 */
export function shellScript(shell: Shell): string {
  return scripts[shell]
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `_apigw() {
  local line candidates=()
  while IFS=$'\\t' read -r line _; do
    candidates+=("$(printf '%q' "$line")")
  done < <("\${COMP_WORDS[0]}" ${completeWord} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=("\${candidates[@]}")
}
complete -o default -F _apigw apigw
`,
  zsh: `#compdef apigw
_apigw() {
  local line
  local -a candidates hints
  while IFS= read -r line; do
    candidates+=("\${line%%$'\\t'*}")
    hints+=("\${line/$'\\t'/  -- }")
  done < <("\${words[1]}" ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#candidates} )); then compadd -l -d hints -a candidates; else _files; fi
}
compdef _apigw apigw
`,
  fish: `function __apigw_complete
  set -l words (commandline -opc) (commandline -ct)
  command $words[1] ${completeWord} $words[2..-1] 2>/dev/null
end
complete -c apigw -a '(__apigw_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName apigw -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString().Trim('"', "'") })
  if ($wordToComplete -eq '') { $words += '""' }
  & apigw ${completeWord} @words 2>$null | ForEach-Object {
    $candidate, $hint = $_ -split "\`t", 2
    $text = if ($candidate -match '^[-\\w./:]+$') { $candidate } else {
      "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($candidate) + "'"
    }
    [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $(if ($hint) { $hint } else { $candidate }))
  }
}
`,
}
