/**
 * Digits of a text, as people group them: `138 1234-5678` is one chain of three groups. One pass, a fixed look ahead.
 */
import { type CharacterSource, isDigit, isInvisible, isLetter, plainCode } from './look-alikes.js'

export interface DigitGroup {
  /** At most `longest` + 1 characters: more than that belongs to nobody. The last may be X. */
  digits: string
  /** What stands between it and the group before: '' at the start of a chain, ' ' for blanks alone. */
  readonly joint: string
  /** Grown together with letters, as in an order number: never a number of its own. */
  isPartOfWord: boolean
}

/** Digits of the longest number that is looked for: a bank card's. */
const longest = 19
/** Digits of an ID number before the X with which it may end. */
const digitsBeforeX = 17
/** Characters that may stand between two groups; more break the chain. */
const longestJoint = 3
/** Words after which a number may follow without a blank. */
const leadWords = new Set([
  'tel',
  'phone',
  'mobile',
  'cell',
  'mob',
  't',
  'v',
  'vx',
  'wx',
  'wechat',
  'sms',
  'call',
  'qq',
])
/** One more than the longest of them, so that a longer word is not taken for it. */
const longestLead = 7
/** What makes a short number before it a date, an amount or a count: such a group ends a chain and is no part of it. */
const units = new Set(
  [...'年月日号时点分秒元块角万亿天次个笔单条张台位楼室层岁'].map((unit) => unit.charCodeAt(0)),
)

const joints = new Set([...'-./_*) '].map((each) => each.charCodeAt(0)))

const isWordCharacter = (code: number) => isLetter(code) || isDigit(code)

/** Calls `found` with each chain of `text`, in order. */
export function eachDigitChain(text: CharacterSource, found: (chain: readonly DigitGroup[]) => void): void {
  let chain: DigitGroup[] = []
  let group: DigitGroup | undefined
  /** What came after the last group, and how much of it. */
  let joint = ''
  let jointLength = 0
  /** Letters right before this place. */
  let word = ''
  /** A digit, then a colon: what follows is the minutes of a time. */
  let afterColon = false
  let previous = 0
  /** Digits of the chain so far. */
  let total = 0

  const end = () => {
    if (chain.length > 0) found(chain)
    chain = []
    group = undefined
    total = 0
    joint = ''
    jointLength = 0
  }
  const begin = () => {
    const isPartOfWord = afterColon || (word !== '' && !leadWords.has(word))
    group = { digits: '', joint: chain.length > 0 ? joint : '', isPartOfWord }
    chain.push(group)
    joint = ''
    jointLength = 0
  }

  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    // Between numbers most is Chinese: 一 to 鿿 end nothing that has not begun.
    if (unit >= 0x4e00 && unit <= 0x9fff && chain.length === 0) {
      previous = unit
      word = ''
      afterColon = false
      continue
    }
    if (isInvisible(unit)) continue
    let code = plainCode(unit)
    // Mathematical digits, U+1D7CE to U+1D7FF: five alphabets of ten.
    if (unit === 0xd835) {
      const low = text.charCodeAt(index + 1)
      if (low >= 0xdfce && low <= 0xdfff) code = 0x30 + ((low - 0xdfce) % 10)
    } else if (previous === 0xd835 && unit >= 0xdfce && unit <= 0xdfff) {
      previous = unit
      continue
    }
    previous = unit
    if (isDigit(code)) {
      if (!group) begin()
      if (group && group.digits.length <= longest) group.digits += String.fromCharCode(code)
      total += 1
      word = ''
      continue
    }
    if ((code === 0x58 || code === 0x78) && total === digitsBeforeX && isLast(text, index)) {
      if (!group) begin()
      if (group) group.digits += 'X'
      end()
      continue
    }
    if (group && isLetter(code)) group.isPartOfWord = true
    if (group && chain.length > 1 && group.joint === ' ' && group.digits.length <= 4 && units.has(unit))
      chain.pop()
    afterColon = code === 0x3a && group !== undefined && group.digits.length <= 2
    word = isLetter(code) ? (word + String.fromCharCode(code).toLowerCase()).slice(-longestLead) : ''
    group = undefined
    if (chain.length > 0 && joints.has(code) && jointLength < longestJoint) {
      jointLength += 1
      if (joint === '' || joint === ' ') joint = String.fromCharCode(code)
    } else if (chain.length > 0) end()
  }
  end()
}

/** Whether no letter and no digit follows. */
function isLast(text: CharacterSource, index: number): boolean {
  return !isWordCharacter(plainCode(text.charCodeAt(index + 1)))
}
