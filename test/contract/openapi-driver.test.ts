import { beforeAll, describe, expect, it } from 'vitest'
import { eventTypes, openapi, type Route, routes } from '../../src/contract/index.js'
import type { Driver } from './openapi/driver.js'
import { recordExamples } from './openapi/record-examples.js'
import { runScenario } from './openapi/scenario.js'
import { createValidator } from './openapi/validator.js'

const document = openapi()
const { checkExchange, checkDelivery } = createValidator(document)
const table: [string, Route][] = Object.entries(routes)

describe('the platform and the OpenAPI document', () => {
  let driver: Driver
  beforeAll(async () => {
    driver = await runScenario()
    if (process.env['TOUSU_RECORD']) recordExamples(document, driver)
  })
  const exchangesOf = (name: string) => driver.exchanges.filter(({ operation }) => operation === name)

  it.each(table)('%s: what is sent and what is answered is as documented', (name) => {
    const exchanges = exchangesOf(name)
    expect(
      exchanges.some(({ status }) => status < 300),
      `test/contract/openapi/*-scenario.ts calls ${name}`,
    ).toBe(true)
    expect(exchanges.flatMap(checkExchange)).toEqual([])
  })

  it('every delivery is as documented', () => {
    expect(driver.deliveries.length).toBeGreaterThan(5)
    expect(driver.deliveries.flatMap(checkDelivery)).toEqual([])
  })

  it('every type of event is delivered', () => {
    const seen = new Set(driver.deliveries.map(({ body }) => JSON.parse(body).type))
    expect(eventTypes.filter((type) => !seen.has(type))).toEqual([])
  })

  it('tells a member, a header, a status and a code that are not documented', () => {
    const [good] = exchangesOf('retrieveEnterprise')
    if (!good) throw new Error('no exchange')
    const body: object = JSON.parse(good.responseBody)
    const change = (members: object) => checkExchange({ ...good, ...members })
    expect(change({ responseBody: JSON.stringify({ ...body, secret: 1 }) })).toHaveLength(1)
    expect(
      change({ responseHeaders: new Headers({ ...Object.fromEntries(good.responseHeaders), 'x-new': '1' }) }),
    ).toHaveLength(1)
    expect(change({ status: 418 })).toHaveLength(1)
    expect(change({ url: new URL('?new=1', good.url) })).toHaveLength(1)
    const [refused] = exchangesOf('retrieveComplaint').filter(({ status }) => status === 404)
    if (!refused) throw new Error('no refusal')
    const problem = { ...JSON.parse(refused.responseBody), code: 'year_not_published' }
    expect(checkExchange({ ...refused, responseBody: JSON.stringify(problem) })).toHaveLength(1)
  })
})
