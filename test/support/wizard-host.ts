import {fileURLToPath} from 'node:url'
import {enter, startOnTerminal} from './terminal.js'

/** A question, or a refusal of the answer before, and what is typed when it is seen. */
export type Keys = readonly [RegExp, string]

/** `restored` says that the terminal was given back as it was. */
export type HostedRun = {code: number; shown: string; restored: boolean}

/** One process on one pseudo-terminal that runs many commands, one after the other. */
export type WizardHost = {
  run: (words: readonly string[], keys?: readonly Keys[]) => Promise<HostedRun>
  close: () => Promise<void>
}

const script = fileURLToPath(new URL('wizard-host.mjs', import.meta.url))

export function startWizardHost(cwd: string, extra: Readonly<Record<string, string>>): WizardHost {
  const terminal = startOnTerminal([script], {cwd, extra, limitMs: 170_000})
  const type = async (words: readonly string[], [screen, keys]: Keys) => {
    const [seen] = await terminal.answer(new RegExp(`${screen.source}|#ended`), keys)
    if (seen === '#ended')
      throw new Error(`apigw ${words.join(' ')} ended before ${String(screen)}:\n${terminal.shown()}`)
  }
  return {
    run: async (words, keys = []) => {
      await terminal.answer(/#ready/, `${JSON.stringify(words)}${enter}`)
      await terminal.answer(/#begin/, '')
      for (const key of keys) await type(words, key)
      const [, code = '', state] = await terminal.answer(/#ended (\d+) (\w+)/, '')
      const all = terminal.shown().replaceAll('\r', '')
      const shown = all.slice(all.lastIndexOf('#begin\n') + '#begin\n'.length, all.lastIndexOf('\n#ended'))
      return {code: Number(code), shown, restored: state === 'restored'}
    },
    close: async () => {
      await terminal.answer(/#ready/, enter)
      await terminal.ended
    },
  }
}
