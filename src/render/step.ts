/** A call about to be made; `done` of `total` came before it. */
export type StepView = {done: number; total: number; operation: string; address: string; secondsLeft?: number}

/** `[4/12, 20 s left] PutMethod restApi/pets/method/GET /pets`; the time is worth a word from two seconds on. Pure. */
export function renderStep({done, total, operation, address, secondsLeft = 0}: StepView): string {
  const left =
    secondsLeft < 2 ? '' : `, ${secondsLeft < 90 ? `${secondsLeft} s` : `${Math.round(secondsLeft / 60)} min`} left`
  return `[${done + 1}/${total}${left}] ${operation} ${address}`
}
