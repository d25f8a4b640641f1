/**
 * Finds listed words in a text, whatever width their letters have and whatever is put between their characters. One
 * pass: each place looks ahead by no more than the longest entry and what may stand between its characters.
 */
import { type InsultWord, insultWords } from './insult-words.js'
import { type CharacterSource, isDigit, isInvisible, isLetter, plainCode } from './look-alikes.js'

/** Whether a text holds a listed word. */
export type InsultFinder = (text: CharacterSource) => boolean

/** What the characters so far lead to. */
interface Node {
  readonly next: Map<number, Node>
  /** An entry ends here. */
  entry?: { readonly length: number; readonly isHarmless: boolean; readonly inOneClause: boolean }
}

/** Blanks, signs and line breaks between two characters of a word, at most. */
const longestGap = 3

/** What ends a clause: 。，、；：！？…, their ASCII forms, and line breaks. */
const clauseEnds = new Set([...'。，、；：！？…,;:!?\n\r'].map((each) => each.charCodeAt(0)))

const lowerCode = (unit: number) => {
  const code = plainCode(unit)
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
}

/** Neither letter, digit nor character of a script: blanks, punctuation, symbols below U+3100, and what is invisible. */
function mayStandBetween(code: number): boolean {
  if (isInvisible(code)) return true
  if (code < 0x80) return !isLetter(code) && !isDigit(code)
  return (
    (code >= 0xa1 && code <= 0xbf) ||
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xfe10 && code <= 0xfe6f)
  )
}

/** @param more entries to look for besides the built-in ones */
export function createInsultFinder(more: readonly InsultWord[] = []): InsultFinder {
  const root: Node = { next: new Map() }
  for (const { word, unless = [], inOneClause = false } of [...insultWords, ...more]) {
    add(root, word, { isHarmless: false, inOneClause })
    // The harmless text may begin before the word: it is entered from its own first character.
    for (const text of unless) add(root, text, { isHarmless: true, inOneClause: false })
  }
  return (text) => hasInsult(root, text)
}

function add(
  root: Node,
  word: string,
  { isHarmless, inOneClause }: { isHarmless: boolean; inOneClause: boolean },
) {
  let node = root
  let length = 0
  for (let index = 0; index < word.length; index += 1) {
    const code = lowerCode(word.charCodeAt(index))
    if (mayStandBetween(code)) continue
    const next = node.next.get(code) ?? { next: new Map() }
    node.next.set(code, next)
    node = next
    length += 1
  }
  // A single character is part of too many words.
  if (length > 1 && !node.entry?.isHarmless) node.entry = { length, isHarmless, inOneClause }
}

interface Match {
  /** Index after it. */
  readonly end: number
  readonly isHarmless: boolean
}

function hasInsult(root: Node, text: CharacterSource): boolean {
  /** Up to where the text belongs to something harmless. */
  let harmlessTo = 0
  for (let index = 0; index < text.length; index += 1) {
    const first = root.next.get(lowerCode(text.charCodeAt(index)))
    if (!first) continue
    for (const { end, isHarmless } of matchesFrom(first, text, index)) {
      if (isHarmless) harmlessTo = Math.max(harmlessTo, end)
      else if (end > harmlessTo) return true
    }
  }
  return false
}

/** All entries that begin at `index`, harmless ones first, since those excuse the others. */
function matchesFrom(first: Node, text: CharacterSource, index: number): Match[] {
  const matches: Match[] = []
  let node = first
  let gap = 0
  let crossesClause = false
  for (let place = index + 1; place < text.length; place += 1) {
    const code = lowerCode(text.charCodeAt(place))
    const next = node.next.get(code)
    if (!next) {
      if (!mayStandBetween(code) || gap === longestGap) break
      gap += 1
      crossesClause ||= clauseEnds.has(text.charCodeAt(place))
      continue
    }
    node = next
    gap = 0
    const { entry } = node
    if (!entry || (entry.inOneClause && crossesClause)) continue
    if (isInsideLatinWord(text, index, place)) continue
    matches.push({ end: place + 1, isHarmless: entry.isHarmless })
  }
  return matches.sort((a, b) => Number(b.isHarmless) - Number(a.isHarmless))
}

/** `sb` in USB is none: where a match begins or ends with a Latin letter, no other may stand beside it. */
function isInsideLatinWord(text: CharacterSource, from: number, to: number): boolean {
  const isWordAt = (place: number) => {
    const code = lowerCode(text.charCodeAt(place))
    return isLetter(code) || isDigit(code)
  }
  return (isWordAt(from) && isWordAt(from - 1)) || (isWordAt(to) && isWordAt(to + 1))
}
