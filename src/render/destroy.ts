import {printable} from './printable.js'

export type KeptView = {address: string; why: string}

/** What a removal leaves, each with its reason, after an empty line; empty when nothing stays. Pure. */
export function renderKept(kept: readonly KeptView[]): string {
  if (kept.length === 0) return ''
  return ['', 'Stays', ...kept.map(({address, why}) => `  ${printable(address)}  ${printable(why)}`)].join('\n')
}

export type DestroyedView = {name: string; apiId?: string; outcome: 'deleted' | 'alreadyGone'; calls: number}

/** The last line of `destroy`. Pure. */
export function renderDestroyed({name, apiId, outcome, calls}: DestroyedView): string {
  const what = outcome === 'deleted' ? `${name} (${apiId ?? ''})` : `what was left of ${name}`
  return `Deleted ${printable(what)}, with ${calls} ${calls === 1 ? 'call' : 'calls'}.`
}
