import { describe, expect, it } from 'vitest'
import { taxonomies } from '../../../src/contract/taxonomy.js'
import { channelsFor } from '../../../src/platform/texts/channels.js'
import { faq, faqTopics } from '../../../src/platform/texts/faq.js'
import { notices } from '../../../src/platform/texts/notices.js'
import { policies } from '../../../src/platform/texts/policies.js'
import type { Text } from '../../../src/platform/texts/text.js'

const isDate = (date: string) => new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date
const categories = Object.values(taxonomies).flatMap((taxonomy) => Object.keys(taxonomy))
const allChannels = channelsFor('other')

/** Every pair of texts in the columns. */
function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [{ zh: String(value.zh), en: String(value.en) }]
  return Object.values(value).flatMap(textsIn)
}

describe('every public text', () => {
  const texts = textsIn([policies, faq, faqTopics, notices, allChannels])

  it('is there in Chinese and in English', () => {
    expect(texts.length).toBeGreaterThan(150)
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[a-z0-9]/i)
      // A Chinese name in an English text is an example of what the page shows.
      expect(en.replaceAll(/张\*\*/g, '')).not.toMatch(/\p{Script=Han}/u)
      for (const text of [zh, en]) expect(text).toBe(text.trim())
    }
  })

  it('has an id of its own in its column', () => {
    for (const column of [policies, faq, notices, allChannels]) {
      const ids = column.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('policies', () => {
  it.each(policies)('$title.zh has dates that exist and follow one another', (policy) => {
    const { publishedOn, effectiveOn, amendedOn } = policy
    const dates = [publishedOn, effectiveOn, ...amendedOn].flatMap((date) => date ?? [])
    expect(dates.every(isDate)).toBe(true)
    expect(dates).toEqual(dates.toSorted())
  })

  it('hold those that the platform stands on', () => {
    const titles = policies.map(({ title }) => title.zh).join()
    for (const name of [
      '个人信息保护法',
      '网络安全法',
      '数据安全法',
      '消费者权益保护法',
      '电子商务法',
      '电信条例',
      '互联网信息服务管理办法',
      '电信用户申诉处理办法',
    ]) {
      expect(titles).toContain(name)
    }
    const numbers = policies.map(({ number }) => number)
    expect(numbers).toContain('工业和信息化部令第20号')
    expect(numbers).toContain('工业和信息化部令第24号')
  })

  it('come from an issuer that may issue their kind', () => {
    for (const { kind, issuer, number } of policies) {
      if (kind === 'law') expect(issuer.zh + number).toMatch(/全国人民代表大会.*主席令/)
      if (kind === 'regulation') expect(issuer.zh + number).toMatch(/^国务院国务院令/)
    }
  })
})

describe('questions', () => {
  it('of every topic are there, and read as questions', () => {
    expect(new Set(faq.map(({ topic }) => topic))).toEqual(new Set(Object.keys(faqTopics)))
    for (const { question } of faq) {
      expect(question.zh).toMatch(/？$/)
      expect(question.en).toMatch(/\?$/)
    }
  })
})

describe('other channels', () => {
  it.each(categories)('for %s say what they are for, what they cost and what to bring', (category) => {
    const channels = channelsFor(category)
    expect(channels.length).toBeGreaterThan(4)
    expect(channels.at(-1)?.id).toBe('court')
    for (const { bring, cost, purpose } of channels) {
      expect(bring.length).toBeGreaterThan(1)
      expect(cost.zh + purpose.zh).not.toBe('')
    }
  })

  it('differ by category, and all seven are there for what is unknown', () => {
    expect(channelsFor('personal_information')[0]?.phone).toBe('010-12321')
    expect(channelsFor('service_function')[0]?.phone).toBe('12315')
    expect(channelsFor('no such category')).toEqual(allChannels)
    expect(channelsFor('toString')).toEqual(allChannels)
    expect(allChannels).toHaveLength(7)
  })
})
