/** Personal data as companies see it: masked by code point, so that no character is cut in two. */

/** Surnames of two characters (复姓) that are in use. */
const compoundSurnames = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'.split(
    ' ',
  ),
)

function mask(text: string, head: number, tail = 0): string {
  const points = [...text]
  const hidden = points.length - head - tail
  // Too short to show a part of: a mask that hides nothing is none.
  if (hidden <= 0) return '*'.repeat(points.length)
  return [...points.slice(0, head), '*'.repeat(hidden), ...points.slice(head + hidden)].join('')
}

/** The surname stays: 张**, 欧阳**. */
export function maskName(name: string): string {
  const points = [...name]
  const compound = points.length > 2 && compoundSurnames.has(points.slice(0, 2).join(''))
  return mask(name, compound ? 2 : 1)
}

/** The first three digits stay: 138********. */
export function maskPhone(phone: string): string {
  return mask(phone, 3)
}

/** The first and the last character stay: 1****************X. */
export function maskDocument(number: string): string {
  return mask(number, 1, 1)
}

/** An account at the company: the first character stays. */
export function maskAccount(reference: string): string {
  return mask(reference, 1)
}
