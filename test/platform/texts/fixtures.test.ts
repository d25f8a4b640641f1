import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomes, serviceTypes } from '../../../src/contract/enums.js'
import { limits } from '../../../src/contract/limits.js'
import { taxonomies } from '../../../src/contract/taxonomy.js'
import { findFilingWarnings } from '../../../src/platform/filing-warnings.js'
import { companies } from '../../../src/platform/fixtures/companies.js'
import * as texts from '../../../src/platform/fixtures/complaint-texts.js'
import { findWarnings } from '../../../src/platform/response-findings.js'

const { topics, openings, efforts, closings, answerOpenings, answerClosings, slotValues } = texts

describe('the directory of fixtures', () => {
  it('holds forty companies of our own making, some not connected', () => {
    expect(companies).toHaveLength(40)
    expect(new Set(companies.map(({ name }) => name)).size).toBe(40)
    for (const { name, aliases, services } of companies) {
      for (const each of [name, ...services.map((service) => service.name)]) expect(each).toMatch(/^示例/)
      for (const alias of aliases) expect(alias).toMatch(/^(?:示例|Example )/)
    }
    const connected = companies.filter((company) => company.connected).length
    expect([connected, 40 - connected]).toEqual([35, 5])
  })

  it('has services of all types, initials to search by, and contacts that reach nobody', () => {
    const types = new Set(companies.flatMap(({ services }) => services.map(({ type }) => type)))
    expect(types).toEqual(new Set(serviceTypes))
    for (const { name, initials, publicContacts } of companies) {
      expect(initials).toMatch(/^SL[A-Z]+$/)
      expect(initials).toHaveLength(name.length)
      expect(publicContacts.join()).toMatch(/^400-000-\d{4},service@[a-z]+\.example$/)
    }
  })
})

const anyOf = (list: readonly string[]) => fc.constantFrom(...list)
const figure = (max: number) => fc.integer({ min: 2, max }).map(String)
const slots = fc.record({
  service: anyOf(companies.flatMap(({ services }) => services.map(({ name }) => name))),
  date: fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `2026年${m}月${d}日`),
  time: anyOf(slotValues.time),
  place: anyOf(slotValues.place),
  amount: fc.integer({ min: 100, max: 500_000 }).map((cents) => (cents / 100).toFixed(2)),
  days: figure(30),
  count: figure(12),
  device: anyOf(slotValues.device),
  order: fc.integer({ min: 0, max: 999_999 }).map((n) => `20260924${String(n).padStart(12, '0')}`),
  hotline: anyOf(slotValues.hotline),
})

describe('the texts of fixtures', () => {
  it('cover every category of every version and every type of service', () => {
    for (const category of Object.values(taxonomies).flatMap((taxonomy) => Object.keys(taxonomy))) {
      const fitting = topics.filter(({ categories }) => categories.includes(category))
      expect(new Set(fitting.flatMap((topic) => topic.serviceTypes))).toEqual(new Set(serviceTypes))
    }
    const used = new Set(topics.flatMap(({ answers }) => answers.map(({ outcome }) => outcome)))
    expect(used).toEqual(new Set(outcomes))
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length)
  })

  it('are enough for 200,000 complaints before any slot is filled', () => {
    const around = openings.length * efforts.length * closings.length
    const descriptions = topics.reduce((sum, { facts }) => sum + facts.length * around, 0)
    const complaints = topics.reduce(
      (sum, { titles, facts, demands }) => sum + titles.length * facts.length * demands.length * around,
      0,
    )
    expect(descriptions).toBeGreaterThan(80_000)
    expect(complaints).toBeGreaterThan(500_000)
    for (const list of [openings, efforts, closings, ...topics.map(({ facts }) => facts)]) {
      expect(new Set(list).size).toBe(list.length)
    }
  })

  it('fit the contract when filled, hold no personal data and insult nobody', () => {
    const one = (list: readonly string[], n: number) => list[n % list.length] ?? ''
    fc.assert(
      fc.property(
        fc.constantFrom(...topics),
        slots,
        fc.array(fc.nat(999), { minLength: 8, maxLength: 8 }),
        (topic, values, picks) => {
          const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = picks
          const fill = (...parts: string[]) => texts.fillSlots(parts.join(''), values)
          const title = fill(one(topic.titles, a))
          const description = fill(one(openings, b), one(topic.facts, c), one(efforts, d), one(closings, e))
          const demand = fill(one(topic.demands, f))
          const heart = topic.answers[g % topic.answers.length]?.statement ?? ''
          const statement = fill(one(answerOpenings, h), heart, one(answerClosings, h + g))
          const interim = fill(one(texts.interimAnswers, a))
          expect(title.length).toBeLessThanOrEqual(limits.title)
          expect(description.length).toBeGreaterThan(20)
          expect(demand.length).toBeLessThanOrEqual(limits.demand)
          for (const text of [title, description, demand, statement, interim])
            expect(text).not.toMatch(/[{}]/)
          expect(findFilingWarnings({ title, description, demand })).toEqual([])
          for (const text of [statement, interim]) {
            expect(text.length).toBeGreaterThanOrEqual(limits.statement.min)
            expect(findWarnings([{ pointer: '/statement', text }], [], 'zh')).toEqual([])
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('keep a slot that nobody fills, and fill with what is given, once', () => {
    expect(texts.fillSlots('{amount}元{date}{toString}', { amount: '{date}' })).toBe(
      '{date}元{date}{toString}',
    )
  })
})
