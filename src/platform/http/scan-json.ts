import { RefusalError } from '../refusal.js'

/** Deeper than any body of the contract needs, and far from any stack's end. */
export const maxJsonDepth = 32

/**
 * Looks at what `JSON.parse` lets pass, in one walk over the text. Whether the text is JSON is for `JSON.parse`.
 *
 * @throws RefusalError `malformed_json` for deeper nesting than {@link maxJsonDepth} and for a member that stands twice
 */
export function scanJson(text: string): void {
  /** Names of the objects that are open; null for an array. */
  const open: (Set<string> | null)[] = []
  let lastText = '""'
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      if (open.length > maxJsonDepth) throw new RefusalError('malformed_json')
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === ':') {
      addName(open.at(-1), lastText)
    } else if (character === '"') {
      const end = endOfText(text, index)
      lastText = text.slice(index, end + 1)
      index = end
    }
  }
}

/** Index of the closing quotation mark. */
function endOfText(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1
  return index
}

function addName(names: Set<string> | null | undefined, quoted: string): void {
  // Escapes count as what they stand for: "\u0061" is "a".
  const name = quoted.includes('\\') ? JSON.stringify(JSON.parse(quoted)) : quoted
  if (names?.has(name)) throw new RefusalError('malformed_json')
  names?.add(name)
}
