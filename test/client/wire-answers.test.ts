import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isTousuError, TousuClient, type TousuClientOptions } from '../../src/index.js'
import { problem, type Reply } from './support/fake-platform.js'
import { finalAnswer, makeComplaint, sha256OfAbc } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

/** Answers that break the contract end in a typed error or a harmless value, never in a crash. */
const retrieve = async (reply: Reply, options: Partial<TousuClientOptions> = {}) => {
  const { platform, client } = await setUp({ retry: { repeats: 0 }, ...options })
  platform.on('GET /v1/complaints/cmp_1', reply)
  return client.complaints.retrieve('cmp_1')
}
const text = JSON.stringify(makeComplaint())
const readAll = async (list: AsyncIterable<unknown>) => {
  for await (const _ of list);
}

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

  it.each(['a list', 'an object'])('nested 64 deep is read, 65 deep is not: %s', async (kind) => {
    const [open, close] = kind === 'a list' ? ['[', ']'] : ['{"a":', '}']
    // An answer is an object itself. Brackets within text are no nesting.
    const nested = (depth: number) => `{"a":${open.repeat(depth - 1)}"[[{{\\"[["${close.repeat(depth - 1)}}`
    expect(await retrieve({ body: nested(64) }, { validateResponses: false })).toBeTypeOf('object')
    const tooDeep = await failure(retrieve({ body: nested(65) }, { validateResponses: false }))
    expect(String(tooDeep)).toContain('nested too deeply')
  })

  it('is as large as allowed, and no byte larger', async () => {
    const body = text + ' '.repeat(4_000 - Buffer.byteLength(text))
    expect((await retrieve({ body }, { maxResponseBytes: 4_000 })).id).toBe('cmp_1')
    const error = await failure(retrieve({ body: `${body} ` }, { maxResponseBytes: 4_000 }))
    expect(String(error)).toContain('is larger than 4000 bytes; raise maxResponseBytes')
  })

  it('and is a gzip bomb to a fetch, which decodes: decoded bytes are counted', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    expect(bomb.length).toBeLessThan(100_000)
    const error = await failure(retrieve({ headers, body: bomb }, { fetch, maxResponseBytes: 100_000 }))
    expect(String(error)).toContain('is larger than 100000 bytes')
    expect((await retrieve({ headers, body: gzipSync(text) }, { fetch })).id).toBe('cmp_1')
    const refused = await failure(retrieve({ status: 404, headers, body: bomb }, { fetch }))
    expect(refused).toMatchObject({ name: 'NotFoundError', problem: undefined })
  })

  it('and is cut short, with a length or in pieces', async () => {
    for (const headers of [{ 'content-length': '4096' }, {}]) {
      const { platform, client } = await setUp()
      platform.on('GET /v1/complaints/cmp_1', (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers })
        response.write(text, () => response.destroy())
        return undefined
      })
      const error = await failure(client.complaints.retrieve('cmp_1'))
      expect(error).toMatchObject({ code: 'contract_violated', attempts: 3 })
      expect(String(error)).toContain('cut short')
    }
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

  const answers: readonly (readonly [string, string, (client: TousuClient) => PromiseLike<unknown>])[] = [
    ['a page', 'GET /v1/complaints', (client) => client.complaints.list()],
    ['every page', 'GET /v1/complaints', (client) => readAll(client.complaints.list())],
    ['a complaint', 'GET /v1/complaints/cmp_1', (client) => client.complaints.retrieve('cmp_1')],
    ['a history', 'GET /v1/complaints/cmp_1/history', (client) => client.complaints.history('cmp_1')],
    [
      'an act',
      'POST /v1/complaints/cmp_1/acknowledgement',
      (client) => client.complaints.acknowledge('cmp_1'),
    ],
    [
      'an answer',
      'POST /v1/complaints/cmp_1/responses',
      (client) => client.complaints.respond('cmp_1', finalAnswer),
    ],
    [
      'an answer that is checked first',
      'POST /v1/complaints/cmp_1/responses/validation',
      (client) => client.complaints.respond('cmp_1', finalAnswer, { refuseOnWarning: true }),
    ],
    [
      'an upload',
      'POST /v1/attachments',
      (client) => client.attachments.upload(Buffer.from('a'), { filename: 'a.txt' }),
    ],
    ['the feed', 'GET /v1/events', (client) => readAll(client.events.list())],
    ['the log', 'GET /v1/contact-disclosures', (client) => readAll(client.contactDisclosures.list())],
    ['endpoints', 'GET /v1/webhook-endpoints', (client) => readAll(client.webhookEndpoints.list())],
  ]
  it.each(answers)(
    'of another shape than %s is a typed error, though nothing is validated',
    async (...row) => {
      const [what, path, act] = row
      const { platform, client } = await setUp({ retry: { repeats: 0 }, validateResponses: false })
      for (const body of [null, [], 'text', 7]) {
        platform.on(path, { body: JSON.stringify(body) })
        expect(await failure(act(client))).toMatchObject({ code: 'contract_violated' })
      }
      for (const body of [{}, { items: {}, errors: 1, warnings: {}, complaint: null, response: [] }]) {
        platform.on(path, { body })
        // What this client does not open itself is handed on as it is.
        if (what === 'a complaint') expect(await act(client)).toEqual(body)
        else expect(isTousuError(await failure(act(client)))).toBe(true)
      }
    },
  )

  it('of another shape than a complaint does not break what is done with it later', async () => {
    const { platform, client } = await setUp({ retry: { repeats: 0 }, validateResponses: false })
    platform.on('GET /v1/complaints/cmp_1/evidence/evd_1', {
      headers: { 'content-type': 'image/png', etag: `"${sha256OfAbc}"` },
      body: 'abc',
    })
    for (const evidence of ['none', undefined, [null]]) {
      platform.on('GET /v1/complaints/cmp_1', { body: { id: 'cmp_1', evidence } })
      const complaint = await client.complaints.retrieve('cmp_1')
      const { arrayBuffer } = await client.complaints.downloadEvidence(complaint, 'evd_1')
      expect((await arrayBuffer()).byteLength).toBe(3)
    }
  })
})

describe('an answer from the future', () => {
  it('keeps members and values that this version does not know', async () => {
    const body = { ...makeComplaint(), status: 'parked', mood: 'angry' }
    expect(await retrieve({ body })).toEqual(body)
  })

  it.each(['__proto__', '__\\u0070roto__', '\\u005F_proto\\u005f_', '__prot\\u006f__'])(
    'drops %s, validated or not, however deep',
    async (name) => {
      const body = text.replace('"metadata":{', `"metadata":{"${name}":{"polluted":"1"}`)
      const top = body.replace('{', `{"${name}":{"polluted":true},"list":[{"${name}":{"polluted":true}}],`)
      for (const validateResponses of [true, false]) {
        const complaint = await retrieve({ body: top }, { validateResponses })
        expect(complaint).toEqual({ ...makeComplaint(), list: [{}] })
        for (const value of [complaint, complaint.metadata]) {
          expect(Object.hasOwn(value, '__proto__')).toBe(false)
          expect(Reflect.get(Object.assign({}, value), 'polluted')).toBeUndefined()
        }
      }
    },
  )

  it('drops it from a refusal, too', async () => {
    const body = '{"code":"not_found","__prot\\u006f__":{"polluted":true}}'
    const error = await failure(retrieve({ status: 404, body }))
    expect(error).toMatchObject({ problem: { code: 'not_found' } })
    expect(isTousuError(error) && error.problem && Reflect.get(error.problem, 'polluted')).toBeUndefined()
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

  it('without a problem document is judged by its status alone', async () => {
    for (const body of ['', '<html>', 'null', '[]', '{"code":7}', '{"errors":7}']) {
      expect(await failure(retrieve({ status: 404, body }))).toMatchObject({ name: 'NotFoundError' })
    }
    expect(String(await failure(retrieve({ status: 404, body: '<html>' })))).toContain('check baseUrl')
    const noRevision = await failure(retrieve(problem(412, 'revision_conflict')))
    expect(noRevision).toMatchObject({ name: 'ContractError', status: 412 })
    const errors = [null, 7, { pointer: 7, code: 'x' }, { pointer: '/a', code: 'x' }]
    expect(await failure(retrieve(problem(422, 'validation_failed', { errors })))).toMatchObject({
      errors: [{ pointer: '/a', code: 'x', detail: '' }],
    })
    expect(await failure(retrieve(problem(422, 'validation_failed', { errors: 7 })))).toMatchObject({
      errors: [],
    })
  })

  it('is recognised by another copy of this package', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('tousu.error')]: true })
    expect(isTousuError(foreign)).toBe(true)
    for (const other of [new Error('x'), null, undefined, 'x', { code: 'not_found' }])
      expect(isTousuError(other)).toBe(false)
  })
})

it('refuses to be made without what it needs, all of it told at once', () => {
  const make = () => new TousuClient({ baseUrl: 'http://platform.example', clientId: '' })
  expect(make).toThrow(/baseUrl .*clientId .*privateKey/s)
})
