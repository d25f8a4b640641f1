/**
 * Personal data in a text: full ID numbers, phones, bank cards and e-mail addresses, in full-width digits or with
 * separators too. One pass; each place is looked at a fixed number of times. Digits inside a longer run are none.
 */
import { type DigitGroup, eachDigitChain } from './digit-chains.js'
import { isIdNumber, isPermanentResidenceNumber, isPermitNumber } from './id-number.js'
import { type CharacterSource, isDigit, isLetter, plainCode } from './look-alikes.js'

export type PersonalDataKind = 'id_number' | 'phone' | 'bank_card' | 'email'

/** What was found. `value` is personal: it is for comparing, never for showing. */
export interface PersonalDatum {
  readonly kind: PersonalDataKind
  /** Digits alone, without the country's code and extension; an address in lower case. */
  readonly value: string
}

/** All that `text` holds; the same may come several times. */
export function findPersonalData(text: CharacterSource): PersonalDatum[] {
  const found: PersonalDatum[] = []
  eachDigitChain(text, (chain) => {
    for (const datum of readChain(chain)) found.push(datum)
  })
  for (let index = 0; index < text.length; index += 1) {
    if (plainCode(text.charCodeAt(index)) !== at) continue
    const value = readAddress(text, index)
    if (value) found.push({ kind: 'email', value })
  }
  return found
}

/**
 * The parts of a chain that may be numbers: every group alone; groups that blanks join; groups that something tighter
 * joins (a blank beside them ends these); and the whole chain, joined this way and that.
 */
function readChain(chain: readonly DigitGroup[]): PersonalDatum[] {
  const alone = chain.flatMap((group, index) => {
    // The tail of a decimal fraction, such as a position on a map.
    const isFraction = group.joint === '.' && (chain[index - 1]?.digits.length ?? 0) <= 3
    return group.isPartOfWord || isFraction ? [] : [...(classify([group]) ?? [])]
  })
  if (chain.length === 1) return alone
  const whole = chain.some(({ isPartOfWord }) => isPartOfWord) ? undefined : tile(chain)
  if (whole) return whole
  const inParts = partsOf(chain).flatMap((part) => tile(part) ?? [])
  return [...alone, ...inParts]
}

/** Runs that blanks join, and runs that something tighter joins; a group of a tight run is in no loose one. */
function partsOf(chain: readonly DigitGroup[]): DigitGroup[][] {
  const parts: DigitGroup[][] = []
  let tight: DigitGroup[] = []
  let loose: DigitGroup[] = []
  const endTight = () => {
    const [only] = tight
    if (tight.length === 1 && only && !only.isPartOfWord) loose.push(only)
    else {
      parts.push(loose)
      loose = []
      if (!tight.some(({ isPartOfWord }) => isPartOfWord)) parts.push(tight)
    }
    tight = []
  }
  for (const group of chain) {
    if (tight.length > 0 && group.joint === ' ') endTight()
    tight.push(group)
  }
  endTight()
  parts.push(loose)
  return parts.filter((part) => part.length > 1)
}

/** Digits of the longest number with a country's code, or with an extension. */
const longest = 20

/** Numbers that fill all groups from the first to the last; undefined when they cannot. */
function tile(groups: readonly DigitGroup[]): PersonalDatum[] | undefined {
  // What fills the groups from each place on, from the back: each place looks at no more than `longest` digits.
  const filled: ({ readonly to: number; readonly data: readonly PersonalDatum[] } | undefined)[] = []
  for (let from = groups.length - 1; from >= 0; from -= 1) {
    let digits = 0
    for (let to = from + 1; to <= groups.length; to += 1) {
      digits += groups[to - 1]?.digits.length ?? 0
      if (digits > longest) break
      if (to < groups.length && !filled[to]) continue
      const data = digits < 10 ? undefined : classify(groups.slice(from, to))
      if (data) filled[from] = { to, data }
    }
  }
  const found: PersonalDatum[] = []
  for (let from = 0; from < groups.length; ) {
    const next = filled[from]
    if (!next) return undefined
    found.push(...next.data)
    from = next.to
  }
  return found
}

/** One number in these groups: personal, or public (an empty list), or none (undefined). */
function classify(groups: readonly DigitGroup[]): readonly PersonalDatum[] | undefined {
  const joined = groups.map(({ digits }) => digits).join('')
  if (isServiceNumber(groups)) return []
  const phone = /^(?:0086|86)?(1[3-9]\d{9}|100\d{8})$/.exec(joined)?.[1] ?? readLandline(groups)
  if (phone) return [{ kind: 'phone', value: phone }]
  if (isPersonalNumber(joined)) return [{ kind: 'id_number', value: joined }]
  return isBankCard(joined) ? [{ kind: 'bank_card', value: joined }] : undefined
}

/** 400 and 800 numbers, 10 digits, with an extension of up to six or without: companies' own. */
function isServiceNumber(groups: readonly DigitGroup[]): boolean {
  const [number, extension] = splitAt(groups, 10)
  return /^[48]00\d{7}$/.test(number) && extension.length <= 6
}

/** The digits of the groups that reach `length` digits first, and those of the others. */
function splitAt(groups: readonly DigitGroup[], length: number): [head: string, tail: string] {
  let head = ''
  let tail = ''
  for (const { digits } of groups) {
    if (head.length < length) head += digits
    else tail += digits
  }
  return [head, tail]
}

/** Area code and number in groups of their own, since without a separator any order number looks so. */
function readLandline([first, ...others]: readonly DigitGroup[]): string | undefined {
  const area = first?.digits ?? ''
  if (!/^0(?:10|2\d|[3-9]\d\d)$/.test(area)) return undefined
  const isLocal = (groups: readonly DigitGroup[]) =>
    /^[2-9]\d{6,7}$/.test(groups.map(({ digits }) => digits).join(''))
  // The last group may be an extension.
  const local = [others, others.slice(0, -1)].find(isLocal)
  return local && area + local.map(({ digits }) => digits).join('')
}

/** Nobody is born after it: whether a date has come is not for a text to decide. */
const endOfTime = '2099-12-31'

function isPersonalNumber(number: string): boolean {
  if (number.length !== 18) return false
  return [isIdNumber, isPermitNumber, isPermanentResidenceNumber].some((is) => is(number, endOfTime))
}

/** Beginnings of card numbers (ISO/IEC 7812-1) in use: from, to, and how many digits such a card has. */
const cardPrefixes = [
  ['34', '34', 15, 15],
  ['37', '37', 15, 15],
  ['300', '305', 14, 14],
  ['36', '36', 14, 14],
  ['38', '39', 14, 14],
  ['3528', '3589', 16, 19],
  ['4', '4', 13, 19],
  ['51', '55', 16, 16],
  ['2221', '2720', 16, 16],
  ['62', '62', 13, 19],
  ['60', '69', 16, 19],
  ['81', '81', 16, 19],
  ['9558', '9558', 16, 19],
] as const

function isBankCard(number: string): boolean {
  const fits = cardPrefixes.some(([from, to, shortest, longestCard]) => {
    const prefix = number.slice(0, from.length)
    return prefix >= from && prefix <= to && number.length >= shortest && number.length <= longestCard
  })
  return fits && passesLuhn(number)
}

/** The check of ISO/IEC 7812-1 annex B. */
function passesLuhn(number: string): boolean {
  let sum = 0
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const at = 0x40
const dot = 0x2e
const hyphen = 0x2d
const blank = 0x20
const ideographicStop = 0x3002
/** Characters of RFC 5321 section 4.5.3.1 at most. */
const longestLocalPart = 64
const longestDomain = 255

const isDomainCharacter = (code: number) => isLetter(code) || isDigit(code) || code === hyphen || code === dot
/** Besides those of a domain: `_`, `%`, `+`. */
const isLocalCharacter = (code: number) =>
  isDomainCharacter(code) || code === 0x5f || code === 0x25 || code === 0x2b

/** The address around the @ at `index`, one blank allowed on either side. */
function readAddress(text: CharacterSource, index: number): string | undefined {
  const code = (place: number) => {
    const plain = plainCode(text.charCodeAt(place))
    return plain === ideographicStop ? dot : plain
  }
  let local = ''
  let place = code(index - 1) === blank ? index - 2 : index - 1
  for (; local.length < longestLocalPart && isLocalCharacter(code(place)); place -= 1) {
    local = String.fromCharCode(code(place)) + local
  }
  let domain = ''
  place = code(index + 1) === blank ? index + 2 : index + 1
  for (; domain.length < longestDomain && isDomainCharacter(code(place)); place += 1) {
    domain += String.fromCharCode(code(place))
  }
  const labels = domain.split('.')
  // A full stop behind the address belongs to the sentence.
  if (labels.at(-1) === '') labels.pop()
  const isDomain = labels.length > 1 && labels.every(Boolean) && /^[A-Za-z]{2,}$/.test(labels.at(-1) ?? '')
  const name = local.replace(/^\.+/, '')
  return isDomain && name !== '' ? `${name}@${labels.join('.')}`.toLowerCase() : undefined
}
