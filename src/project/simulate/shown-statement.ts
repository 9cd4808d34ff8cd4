import type {Verdict} from '../../gateway/identity/decide-policy.js'

/** What one statement of the resource policy says; `because` are the parts that keep it from applying. */
export type ShownStatement = {
  number: number
  sid?: string
  effect: Verdict['effect']
  applies: 'yes' | 'no' | 'not understood'
  because: readonly string[]
}

const partWords: Readonly<Record<keyof Verdict['parts'], string>> = {
  principal: 'Principal',
  action: 'Action',
  resource: 'Resource',
  condition: 'Condition',
}

/** A statement with the parts that keep it from applying, or that nobody here understands. Pure. */
export function shownStatement(verdict: Verdict): ShownStatement {
  const {number, sid, effect, parts} = verdict
  const named = (value: boolean | undefined) =>
    (Object.keys(partWords) as (keyof Verdict['parts'])[]).filter((part) => parts[part] === value).map((part) => partWords[part]) // prettier-ignore
  const [no, unknown] = [named(false), named(undefined)]
  const applies = no.length > 0 ? 'no' : unknown.length > 0 ? 'not understood' : 'yes'
  return {number, ...(sid !== undefined && {sid}), effect, applies, because: no.length > 0 ? no : unknown}
}
