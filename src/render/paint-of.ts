import {Ansis} from 'ansis'

/** Made once: a gateway prints a line for every request it answers, and a new painter costs more than the line. */
const [coloured, plain] = [new Ansis(1), new Ansis(0)]

/** Paints text, or leaves it as it is. */
export function paintOf(colour: boolean): Ansis {
  return colour ? coloured : plain
}
