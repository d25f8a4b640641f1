/**
 * The first Chinese character of each initial in the order of Pinyin, as the Unicode collation sorts (CLDR, zh): no
 * Pinyin begins with I, U or V.
 */
const firstOfInitial: readonly (readonly [initial: string, character: string])[] = [
  ['A', '吖'],
  ['B', '八'],
  ['C', '嚓'],
  ['D', '咑'],
  ['E', '妸'],
  ['F', '发'],
  ['G', '旮'],
  ['H', '哈'],
  ['J', '丌'],
  ['K', '咔'],
  ['L', '垃'],
  ['M', '妈'],
  ['N', '拿'],
  ['O', '噢'],
  ['P', '趴'],
  ['Q', '七'],
  ['R', '呥'],
  ['S', '仨'],
  ['T', '他'],
  ['W', '挖'],
  ['X', '夕'],
  ['Y', '丫'],
  ['Z', '匝'],
]

const inPinyin = new Intl.Collator('zh-u-co-pinyin')

/**
 * Initials of a name in Pinyin: 示例网络 is SLWL. Letters and digits stay, all else is left out. A character that is
 * read in several ways counts by the commonest.
 */
export function initialsOf(name: string): string {
  return [...name.normalize('NFKC').toUpperCase()].map(initialOf).join('')
}

function initialOf(character: string): string {
  if (/[A-Z0-9]/.test(character)) return character
  if (!/\p{Script=Han}/u.test(character)) return ''
  return firstOfInitial.findLast(([, first]) => inPinyin.compare(first, character) <= 0)?.[0] ?? ''
}
