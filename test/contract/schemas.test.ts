import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { enterpriseRoutes } from '../../src/contract/enterprise-routes.js'
import {
  complaintPatch,
  countCodePoints,
  eventTypes,
  fieldErrors,
  label,
  parseEvent,
  problems,
  problemsOf,
  type Route,
  responseInput,
  routes,
  taxonomies,
} from '../../src/contract/index.js'

const statement = '您好，退款已于今日原路退回，请留意到账通知。'
const final = { type: 'final', outcome: 'resolved', statement }
const errorsOf = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? [] : fieldErrors(result.error).map(({ pointer, code }) => `${pointer} ${code}`)
}

describe('writing is strict', () => {
  it('takes an answer as small as can be', () => {
    expect(responseInput.parse(final)).toEqual(final)
  })

  it.each([
    [9, false],
    [10, true],
    [2_000, true],
    [2_001, false],
  ])('counts a statement by code points: %i of 𠮷 pass: %s', (length, passes) => {
    const text = '𠮷'.repeat(length)
    expect(countCodePoints(text)).toBe(length)
    expect(responseInput.safeParse({ ...final, statement: text }).success).toBe(passes)
  })

  it.each([
    [{ ...final, priority: 1 }, ['/priority unknown_member']],
    [{ ...final, 'a/b~c': 1 }, ['/a~1b~0c unknown_member']],
    [{ ...final, outcome: undefined }, ['/outcome required_for_final']],
    [{ ...final, type: 'interim' }, ['/outcome only_for_final']],
    [{ ...final, type: 'last' }, ['/type not_allowed']],
    [{ ...final, statement: `${statement}\0` }, ['/statement malformed_text']],
    [{ ...final, statement: `${statement}\ud800` }, ['/statement malformed_text']],
    [{ ...final, statement: 5 }, ['/statement wrong_type']],
    [{ type: 'final', outcome: 'resolved' }, ['/statement required']],
    [{ ...final, attachments: ['att_1', 'att_1'] }, ['/attachments listed_twice']],
    [{ ...final, attachments: Array.from({ length: 10 }, (_, i) => `att_${i}`) }, ['/attachments too_big']],
    [
      { ...final, attachments: 7, contactAttempts: 7 },
      ['/attachments wrong_type', '/contactAttempts wrong_type'],
    ],
    [{ ...final, outcome: 'unreachable' }, ['/contactAttempts required_for_unreachable']],
    [
      {
        ...final,
        outcome: 'unreachable',
        contactAttempts: [{ at: '2026-09-25T10:00:00+08:00', method: 'phone', result: 'reached' }],
      },
      ['/contactAttempts reached_though_unreachable'],
    ],
    [
      { ...final, contactAttempts: [{ at: '2026-09-25T10:00:00', method: 'fax', result: 'reached' }] },
      ['/contactAttempts/0/at wrong_format', '/contactAttempts/0/method not_allowed'],
    ],
  ])('refuses %j with its pointers', (value, expected) => {
    expect(errorsOf(responseInput, value).sort()).toEqual([...expected].sort())
  })

  it('tells everything that is wrong at once', () => {
    expect(errorsOf(responseInput, { type: 'final', statement: '短', extra: 1 }).sort()).toEqual([
      '/extra unknown_member',
      '/outcome required_for_final',
      '/statement too_small',
    ])
  })

  it.each([
    ['en', 'lists the same id twice'],
    ['zh', '存在重复的编号'],
  ] as const)('tells it in the language that was asked for: %s', (locale, detail) => {
    const result = responseInput.safeParse({ ...final, attachments: ['att_1', 'att_1'] })
    expect(result.error && fieldErrors(result.error, locale, '#/body')).toEqual([
      { pointer: '#/body/attachments', code: 'listed_twice', detail },
    ])
  })

  it('never repeats what was sent', () => {
    const secret = '440000000000000000'
    const result = responseInput.safeParse({ ...final, type: secret, statement: secret.repeat(200) })
    expect(result.success).toBe(false)
    expect(JSON.stringify(result.error ? fieldErrors(result.error) : [])).not.toContain(secret)
  })

  it('lists a hundred wrong members at most, and repeats no name that is none', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`member${index}`, 1]))
    expect(errorsOf(responseInput, many)).toHaveLength(100)
    expect(errorsOf(z.array(z.string()), Object.values(many))).toHaveLength(100)
    const long = 'n'.repeat(101)
    expect(errorsOf(responseInput, { ...final, [long.slice(1)]: 1 })).toEqual([
      `/${long.slice(1)} unknown_member`,
    ])
    expect(errorsOf(responseInput, { ...final, [long]: 1 })).toEqual([' unknown_member'])
  })

  it('lets metadata members be set and removed, within limits', () => {
    expect(complaintPatch.safeParse({ metadata: { ticket: 'T-1', owner: null } }).success).toBe(true)
    expect(errorsOf(complaintPatch, { metadata: { 'bad key': '1' } })).toEqual(['/metadata/bad key invalid'])
    expect(complaintPatch.safeParse({ metadata: { k: 'x'.repeat(500) } }).success).toBe(true)
    expect(complaintPatch.safeParse({ metadata: { k: 'x'.repeat(501) } }).success).toBe(false)
  })
})

describe('reading is tolerant', () => {
  const envelope = {
    id: 'evt_1',
    apiVersion: '1',
    createdAt: '2026-09-24T09:00:00+08:00',
    enterpriseId: 'ent_1',
    sequence: 1,
    complaintSequence: 1,
  }

  it('keeps unknown members and lets unknown enum values through', () => {
    const event = parseEvent({
      ...envelope,
      type: 'complaint.assigned',
      data: { complaint: { id: 'cmp_1', number: 'TS1', revision: 1, status: 'parked', mood: 'angry' } },
      added: true,
    })
    expect(event).toMatchObject({ added: true, data: { complaint: { status: 'parked', mood: 'angry' } } })
  })

  it('gives an unknown type its own kind', () => {
    expect(parseEvent({ ...envelope, type: 'complaint.cloned', data: { x: 1 } })).toEqual({
      ...envelope,
      type: 'unknown',
      originalType: 'complaint.cloned',
      data: { x: 1 },
    })
  })

  it.each([['constructor'], ['__proto__'], ['toString']])(
    'takes the type "%s" for unknown, not for a member of every object',
    (type) => {
      expect(parseEvent({ ...envelope, type, data: null })).toMatchObject({
        type: 'unknown',
        originalType: type,
      })
    },
  )

  it.each([[null], [[]], ['text'], [{}], [{ type: 'complaint.assigned' }]])('throws for %j', (value) => {
    expect(() => parseEvent(value)).toThrow(z.ZodError)
  })

  it('reads a feed with an event that does not fit as an error, not as a hole', () => {
    const result = routes.listEvents.result.schema.safeParse({
      items: [{ ...envelope, type: 'complaint.assigned', data: {} }],
      nextAfter: 'x',
      hasMore: false,
    })
    expect(result.success).toBe(false)
    expect(result.error && fieldErrors(result.error, 'zh')).toEqual([
      { pointer: '/items/0/data/complaint', code: 'invalid', detail: '不符合要求' },
    ])
  })
})

describe('the route table', () => {
  const table: [string, Route][] = Object.entries(routes)

  it.each(table)('%s names each parameter of its path', (_, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(inPath.sort())
  })

  it.each(table)('%s answers only with known problems', (_, route) => {
    for (const code of problemsOf(route)) expect(problems).toHaveProperty(code)
  })

  it('has no path twice', () => {
    const keys = table.map(([, route]) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('asks companies for a scope everywhere but for keys, metadata and tokens', () => {
    const open = Object.entries<Route>(enterpriseRoutes)
      .filter(([, route]) => route.scope === null)
      .map(([name]) => name)
    expect(open.sort()).toEqual([
      'createToken',
      'retrieveReceiptKeys',
      'retrieveServerMetadata',
      'retrieveTokenKeys',
      'retrieveWebhookKeys',
    ])
  })

  it('turns typed filters into a query and back', () => {
    const typed = { status: ['assigned', 'closed'], overdue: false, limit: 100, sort: '-dueAt' } as const
    const text = z.encode(routes.listComplaints.query, { ...typed, status: [...typed.status] })
    expect(text).toEqual({ status: 'assigned,closed', overdue: 'false', limit: '100', sort: '-dueAt' })
    expect(z.decode(routes.listComplaints.query, text)).toEqual(typed)
    expect(z.encode(routes.listComplaints.query, { overdue: true, status: 'closed' })).toEqual({
      overdue: 'true',
      status: 'closed',
    })
  })

  it.each([
    [{ limit: '0' }],
    [{ limit: '101' }],
    [{ limit: '1e2' }],
    [{ status: 'parked' }],
    [{ dueBefore: '2026-09-24' }],
    [{ dueBefore: '2026-09-24T09:00:00' }],
    [{ colour: 'red' }],
    [{ sort: 'number' }],
  ])('refuses the query %j', (query) => {
    expect(routes.listComplaints.query.safeParse(query).success).toBe(false)
  })
})

describe('the words of the field', () => {
  it('gives them in both languages', () => {
    expect(label('status', 'assigned', 'zh')).toBe('待处理')
    expect(label('responseType', 'final', 'zh')).toBe('办结答复')
    expect(label('term', 'timely_rate', 'zh')).toBe('投诉处理及时率')
    expect(label('closureReason', 'auto_confirmed', 'en')).toBe('confirmed automatically')
  })

  it('shows an unknown value as it is', () => {
    expect(label('status', 'parked', 'zh')).toBe('parked')
    expect(label('status', 'constructor', 'en')).toBe('constructor')
  })

  it('has a word for every type of event and every category', () => {
    for (const type of eventTypes) expect(label('eventType', type, 'zh')).not.toBe(type)
    for (const codes of Object.values(taxonomies)) {
      for (const code of Object.keys(codes)) expect(label('category', code, 'zh')).not.toBe(code)
    }
  })
})
