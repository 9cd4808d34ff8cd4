/**
 * Makes an element. Text is only ever set as text: whatever a request holds stays text, and the page's policy (trusted
 * types) lets no markup be made from it.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name)
  for (const [property, value] of Object.entries(properties)) {
    if (property === 'class') made.className = value
    else if (property.startsWith('on')) made.addEventListener(property.slice(2), value)
    else if (value !== false && value !== undefined) made.setAttribute(property, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== undefined))
  return made
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Makes an element of a drawing. */
export function drawing(name, attributes, ...children) {
  const made = document.createElementNS(svgNamespace, name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value))
  made.append(...children)
  return made
}

/** `ok`, `client` or `server`: how a status is coloured. */
export function statusClass(status) {
  if (status >= 500) return 'server'
  return status >= 400 ? 'client' : 'ok'
}

/** `12`, `3.4`, `0.08` */
export function milliseconds(value) {
  if (value >= 10) return String(Math.round(value))
  return String(Number(value.toFixed(value >= 1 ? 1 : 2)))
}
