/** A call about to be made; `done` of `total` came before it. */
export type StepView = {done: number; total: number; operation: string; address: string}

/** `[4/12] PutMethod restApi/pets/method/GET /pets`. Pure. */
export function renderStep({done, total, operation, address}: StepView): string {
  return `[${done + 1}/${total}] ${operation} ${address}`
}
