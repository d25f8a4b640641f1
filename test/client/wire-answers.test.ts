import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isTousuError, TousuClient, type TousuClientOptions } from '../../src/index.js'
import { problem, type Reply } from './support/fake-platform.js'
import { makeComplaint } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

/** Answers that break the contract end in a typed error or a harmless value, never in a crash. */
const retrieve = async (reply: Reply, options: Partial<TousuClientOptions> = {}) => {
  const { platform, client } = await setUp({ retry: { repeats: 0 }, ...options })
  platform.on('GET /v1/complaints/cmp_1', reply)
  return client.complaints.retrieve('cmp_1')
}
const text = JSON.stringify(makeComplaint())

describe('an answer that breaks the contract', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  it.each<[string, Reply]>([
    ['is not JSON', { body: '<html>' }],
    ['is of another content type', { headers: { 'content-type': 'text/html' }, body: text }],
    ['is of another charset', { headers: { 'content-type': 'application/json; charset=gbk' }, body: text }],
    ['is not UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }],
    ['is empty', { body: '' }],
    ['is nested too deeply', { body: deep }],
    ['has another shape', { body: { id: 'cmp_1' } }],
    ['is compressed though nobody asked', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) }],
    ['is larger than allowed', { body: `"${'x'.repeat(2_000)}"` }],
    ['leads elsewhere', { status: 302, headers: { location: 'https://elsewhere.example/' } }],
  ])('%s', async (_, reply) => {
    const error = await failure(retrieve(reply, { maxResponseBytes: 1_500 }))
    expect(isTousuError(error) && error.code).toBe('contract_violated')
  })

  it('and is larger than allowed by its bytes alone, without a length', async () => {
    const { platform, client } = await setUp({ retry: { repeats: 0 }, maxResponseBytes: 100_000 })
    platform.on('GET /v1/complaints/cmp_1', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      // A server that never ends: only the limit does.
      const write = () =>
        void (response.destroyed || !response.write(' '.repeat(65_536))
          ? response.once('drain', write)
          : write())
      write()
      return undefined
    })
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ code: 'contract_violated' })
  })

  it('names the places that do not fit, and never a value', async () => {
    const error = await failure(retrieve({ body: makeComplaint({ revision: Number.NaN, number: '' }) }))
    expect(String(error)).toContain('/revision')
    const personal = await failure(retrieve({ body: { ...makeComplaint(), title: { name: '张小明' } } }))
    expect(String(personal)).toContain('/title')
    expect(String(personal)).not.toContain('张小明')
  })

  it('is taken as it is when nothing is validated', async () => {
    expect(await retrieve({ body: { id: 'cmp_1' } }, { validateResponses: false })).toEqual({ id: 'cmp_1' })
  })
})

describe('an answer from the future', () => {
  it('keeps members and values that this version does not know', async () => {
    const body = { ...makeComplaint(), status: 'parked', mood: 'angry' }
    expect(await retrieve({ body })).toEqual(body)
  })

  it('changes no prototype', async () => {
    const body = text.replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    )
    const complaint = await retrieve({ body })
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get(complaint, 'polluted')).toBeUndefined()
  })
})

describe('a refusal becomes the error that says what to do', () => {
  it.each([
    [400, 'malformed_request', 'ValidationError', 'validation_failed'],
    [403, 'insufficient_scope', 'PermissionError', 'permission_denied'],
    [404, 'not_found', 'NotFoundError', 'not_found'],
    [410, 'cursor_expired', 'NotFoundError', 'not_found'],
    [409, 'complaint_closed', 'ConflictError', 'conflict'],
    [413, 'body_too_large', 'ValidationError', 'validation_failed'],
    [422, 'validation_failed', 'ValidationError', 'validation_failed'],
    [422, 'idempotency_key_reused', 'ConflictError', 'conflict'],
    [429, 'rate_limited', 'RateLimitError', 'rate_limited'],
    [500, 'internal_error', 'PlatformError', 'platform_error'],
    [503, 'unavailable', 'PlatformError', 'platform_error'],
    [418, 'teapot', 'ContractError', 'contract_violated'],
  ])('%i %s → %s', async (status, problemCode, name, code) => {
    const error = await failure(retrieve(problem(status, problemCode, { detail: '张小明的投诉' })))
    expect(error).toMatchObject({
      name,
      code,
      status,
      requestId: 'req_1',
      attempts: 1,
      problem: { code: problemCode },
    })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('张小明')
  })

  it('tells how long to wait, and each wrong member', async () => {
    const limited = problem(429, 'rate_limited')
    const wait = { ...limited, headers: { ...limited.headers, 'retry-after': '7' } }
    expect(await failure(retrieve(wait))).toMatchObject({ retryAfterMs: 7_000 })
    const errors = [{ pointer: '/statement', code: 'too_small', detail: 'must be at least 10' }]
    expect(await failure(retrieve(problem(422, 'validation_failed', { errors })))).toMatchObject({ errors })
    expect(await failure(retrieve(problem(412, 'revision_conflict', { currentRevision: 9 })))).toMatchObject({
      name: 'RevisionConflictError',
      currentRevision: 9,
    })
  })

  it('is recognised by another copy of this package', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('tousu.error')]: true })
    expect(isTousuError(foreign)).toBe(true)
    for (const other of [new Error('x'), null, undefined, 'x', { code: 'not_found' }])
      expect(isTousuError(other)).toBe(false)
  })
})

it('a client whose cursor comes again ends with an error, not in an endless loop', async () => {
  const { platform, client } = await setUp()
  platform.on('GET /v1/complaints', { body: { items: [makeComplaint()], nextCursor: 'same' } })
  const read = async () => {
    for await (const _ of client.complaints.list());
  }
  expect(await failure(read())).toMatchObject({ code: 'contract_violated' })
  expect(platform.to('/v1/complaints').length).toBeLessThan(4)
})

it('wrong filters fail before any request', async () => {
  const { platform, client } = await setUp()
  const wrong = [{ status: 'parked' }, { limit: 0 }, { limit: 101 }, { colour: 'red' }, { dueBefore: 'soon' }]
  for (const filter of wrong) {
    // As from a query string: past the types.
    expect(await failure(Reflect.apply(client.complaints.list, client.complaints, [filter]))).toMatchObject({
      name: 'ValidationError',
      code: 'validation_failed',
    })
  }
  expect(platform.received).toEqual([])
})

it('refuses to be made without what it needs, all of it told at once', () => {
  const make = () => new TousuClient({ baseUrl: 'http://platform.example', clientId: '' })
  expect(make).toThrow(/baseUrl .*clientId .*privateKey/s)
})
