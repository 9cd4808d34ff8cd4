import type {Json} from '../../model/json.js'

/**
 * A resource policy as a value. AWS answers it as JSON text whose quotes are escaped once more (`{\"Version\":…`);
 * the local gateway and older recordings answer plain JSON. Text that is neither stays text, so that it is shown.
 */
export function toPolicy(text: string | undefined): Json | undefined {
  if (text === undefined || text === '') return undefined
  const unescaped = parsed(`"${text}"`)
  return parsed(text) ?? (typeof unescaped === 'string' ? parsed(unescaped) : undefined) ?? text
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
