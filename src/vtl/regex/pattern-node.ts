/** Whether a code point belongs to a class of characters. */
export type CharacterTest = (codePoint: number) => boolean

/** How a repetition behaves when what follows it fails: gives back, takes more, or neither. */
export type Greed = 'greedy' | 'lazy' | 'possessive'

export type Anchor =
  | 'line-start'
  | 'line-end'
  | 'input-start'
  | 'input-end'
  | 'input-end-or-last-line'
  | 'word-boundary'
  | 'no-word-boundary'
  | 'last-match-end'

/** A parsed regular expression of java.util.regex. */
export type PatternNode =
  | {kind: 'empty'}
  | {kind: 'character'; test: CharacterTest}
  | {kind: 'anchor'; anchor: Anchor}
  | {kind: 'sequence'; items: readonly PatternNode[]}
  | {kind: 'choice'; options: readonly PatternNode[]}
  | {kind: 'group'; index: number; body: PatternNode}
  | {kind: 'atomic'; body: PatternNode}
  | {kind: 'look'; direction: 'ahead' | 'behind'; isNegative: boolean; body: PatternNode}
  | {kind: 'backreference'; index: number; ignoreCase: boolean}
  | {kind: 'repeat'; body: PatternNode; min: number; max: number; greed: Greed}
