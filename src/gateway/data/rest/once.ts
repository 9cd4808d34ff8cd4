/** Made on first use, then kept. */
export type Lazy<Value> = () => Value

/** Makes a value on first use and keeps it; a failure is not kept, so it shows up at every use. */
export function once<Value>(make: () => Value): Lazy<Value> {
  let made: {value: Value} | undefined
  return () => (made ??= {value: make()}).value
}
