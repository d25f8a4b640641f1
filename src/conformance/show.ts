/** How values stand in reports: codes, ids, dates and numbers as they are, free text by its length alone. */

/** Codes, ids, dates and header values; a run of seven digits may be a phone or an ID number. */
const plain = /^(?!.*\d{7})[\w#/~.,:;="+*()[\]{} -]{0,120}$/

/** A value for a report. What might be free text or personal data is described, never shown. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return plain.test(value) ? `"${value}"` : `text of ${value.length} characters`
    case 'number':
    case 'boolean':
    case 'undefined':
      return value === undefined ? 'nothing' : String(value)
    case 'object':
      break
    default:
      return typeof value
  }
  if (value === null) return 'null'
  if (value instanceof Uint8Array) return `${value.length} bytes`
  const shown = Array.isArray(value)
    ? value.length <= 20
      ? `[${value.map(show).join(', ')}]`
      : `${value.length} items`
    : `an object with ${Object.keys(value)
        .filter((key) => plain.test(key))
        .join(', ')}`
  return shown.length <= 400 ? shown : `${shown.slice(0, 400)}…`
}
