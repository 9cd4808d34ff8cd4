/** A value, or how to get it: called for each request, so that short-lived tokens and credentials stay fresh. */
export type Provided<Value> = Value | (() => Value | Promise<Value>)

/** The value itself; undefined when none was given. */
export async function provide<Value extends string | {readonly [name: string]: unknown}>(
  provided: Provided<Value> | undefined,
): Promise<Value | undefined> {
  return typeof provided === 'function' ? await provided() : provided
}
