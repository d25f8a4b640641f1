/**
 * A value with maps as lists and bytes as text, whatever is one object and what is two; without the numbers of public
 * keys, which no seed decides.
 */
export function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (name, each: unknown) => {
    if (name === 'x' || name === 'y') return undefined
    if (each instanceof Map) return [...each]
    if (each instanceof Uint8Array) return Buffer.from(each).toString('base64')
    return each
  })
  return JSON.parse(text)
}
