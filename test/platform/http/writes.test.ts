import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finalAnswer, setUp } from './setup.js'

const full = process.env['TOUSU_TIER'] === 'full'

describe('Idempotency-Key', () => {
  it('replays the answer of the first request, and acts once', async () => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const send = () =>
      call('POST', `/v1/complaints/${complaintId}/responses`, {
        body: finalAnswer,
        headers: { 'idempotency-key': 'one' },
      })
    const first = await send()
    const again = await send()
    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 201, json: first.json })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    const { json } = await call('GET', `/v1/complaints/${complaintId}`)
    expect(json['responses']).toHaveLength(1)
  })

  it('replays a refusal that is final, not one that may pass', async () => {
    const { file, call, platform } = await setUp()
    const { complaintId } = await file()
    const path = `/v1/complaints/${complaintId}/responses`
    const early = {
      body: { ...finalAnswer, type: 'supplementary', outcome: undefined },
      headers: { 'idempotency-key': 'early' },
    }
    expect((await call('POST', path, early)).json['code']).toBe('not_responded')
    await call('POST', path, { body: finalAnswer })
    expect((await call('POST', path, early)).headers.get('idempotent-replayed')).toBe('true')

    platform.faults.add({ route: 'acknowledgeComplaint', status: 503 })
    const other = await file()
    const acknowledge = () =>
      call('POST', `/v1/complaints/${other.complaintId}/acknowledgement`, {
        headers: { 'idempotency-key': 'ack' },
      })
    expect((await acknowledge()).status).toBe(503)
    expect((await acknowledge()).status).toBe(200)
  })

  it.each([
    ['another body', { body: { ...finalAnswer, statement: '您好，款项已原路退回，请您查收。' } }],
    ['another query', { query: '?x=1' }],
    ['another route', { path: 'responses/validation' }],
  ])('refuses the key for %s', async (_, change) => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const headers = { 'idempotency-key': 'one' }
    await call('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer, headers })
    const {
      path = 'responses',
      query = '',
      body = finalAnswer,
    } = { path: undefined, query: undefined, body: undefined, ...change }
    const answer = await call('POST', `/v1/complaints/${complaintId}/${path ?? 'responses'}${query ?? ''}`, {
      body: body ?? finalAnswer,
      headers,
    })
    expect(answer).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } })
  })

  it('is required on POST, optional elsewhere, 1–255 visible ASCII characters', async () => {
    const { file, platform, token } = await setUp()
    const { complaintId } = await file()
    const status = async (method: string, path: string, key: string | undefined, body?: string) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      }
      return (
        await platform.fetch(new Request(platform.url + path, { method, headers, ...(body ? { body } : {}) }))
      ).status
    }
    const path = `/v1/complaints/${complaintId}`
    expect(await status('POST', `${path}/acknowledgement`, undefined)).toBe(400)
    expect(await status('POST', `${path}/acknowledgement`, 'a b')).toBe(400)
    expect(await status('POST', `${path}/acknowledgement`, 'k'.repeat(256))).toBe(400)
    expect(await status('POST', `${path}/acknowledgement`, 'k'.repeat(255))).toBe(200)
    expect(await status('PATCH', path, undefined, '{"metadata":{"ticket":"T-1"}}')).toBe(200)
  })

  it('is kept 7 days of domain time', async () => {
    const { file, call, platform } = await setUp()
    const { complaintId } = await file()
    const acknowledge = () =>
      call('POST', `/v1/complaints/${complaintId}/acknowledgement`, { headers: { 'idempotency-key': 'one' } })
    expect((await acknowledge()).status).toBe(200)
    await platform.clock.advance({ days: 7 })
    expect((await acknowledge()).json['code']).toBe('already_acknowledged')
  })

  it('lets the same deletion be repeated', async () => {
    const { call } = await setUp()
    const { json } = await call('POST', '/v1/webhook-endpoints', {
      body: { url: 'https://company.example/hooks' },
    })
    const remove = (key: string) =>
      call('DELETE', `/v1/webhook-endpoints/${String(json['id'])}`, { headers: { 'idempotency-key': key } })
    expect((await remove('one')).status).toBe(204)
    expect((await remove('one')).status).toBe(204)
    expect((await remove('two')).status).toBe(404)
  })

  it('gives each write one effect, however often and in whatever order it is repeated, at once or later', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.boolean()), { minLength: 1, maxLength: 20 }),
        async (sends) => {
          const { file, call } = await setUp()
          const { complaintId } = await file()
          const path = `/v1/complaints/${complaintId}/responses`
          const send = (which: number) =>
            call('POST', path, {
              body: { type: 'interim', statement: `您好，第 ${which} 次进展告知，正在核实。` },
              headers: { 'idempotency-key': `key-${which}` },
            })
          for (const [which, twice] of sends) {
            const answers = await Promise.all(twice ? [send(which), send(which)] : [send(which)])
            for (const { status, json } of answers) {
              if (status !== 201) expect(json['code']).toBe('idempotency_in_progress')
            }
          }
          const { json } = await call('GET', `/v1/complaints/${complaintId}`)
          expect(json['responses']).toHaveLength(new Set(sends.map(([which]) => which)).size)
        },
      ),
      { numRuns: full ? 200 : 20 },
    )
  })
})

describe('If-Match', () => {
  it('lets an act pass only on the revision that was read', async () => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const acknowledge = (revision: string) =>
      call('POST', `/v1/complaints/${complaintId}/acknowledgement`, { headers: { 'if-match': revision } })
    expect(await acknowledge('"1"')).toMatchObject({
      status: 412,
      json: { code: 'revision_conflict', currentRevision: 2 },
    })
    for (const malformed of ['2', 'W/"2"', '"2", "3"', '*', '""']) {
      expect(await acknowledge(malformed)).toMatchObject({ status: 400, json: { code: 'invalid_if_match' } })
    }
    expect((await acknowledge('"2"')).status).toBe(200)
  })
})

describe('bodies', () => {
  it.each([
    ['{"type":', 400, 'malformed_json'],
    ['', 400, 'malformed_json'],
    ['[]', 422, 'validation_failed'],
    ['null', 422, 'validation_failed'],
    ['{"type":"final","type":"interim"}', 400, 'malformed_json'],
    ['{"statement":"\\ud800 您好，已为您处理完毕。"}', 400, 'malformed_request'],
    ['{"statement":"\\u0000 您好，已为您处理完毕。"}', 400, 'malformed_request'],
    ['{"__proto__":{"type":"final"}}', 422, 'validation_failed'],
    ['['.repeat(100_000), 400, 'malformed_json'],
  ])('%s → %i %s', async (body, status, code) => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const answer = await call('POST', `/v1/complaints/${complaintId}/responses`, {
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect({ status: answer.status, code: answer.json['code'] }).toEqual({ status, code })
  })

  it('are JSON of UTF-8, of 1 MiB at most', async () => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const post = (contentType: string, size: number) =>
      call('PATCH', `/v1/complaints/${complaintId}`, {
        body: `{"metadata":{}${' '.repeat(size - 15)}}`,
        headers: { 'content-type': contentType },
      })
    expect((await post('application/json; charset=UTF-8', 20)).status).toBe(200)
    expect((await post('application/json', 1024 * 1024)).status).toBe(200)
    expect((await post('application/json', 1024 * 1024 + 1)).json['code']).toBe('body_too_large')
    for (const type of ['text/plain', 'application/json; charset=gbk', 'application/x-www-form-urlencoded']) {
      expect((await post(type, 20)).json['code']).toBe('unsupported_media_type')
    }
  })

  it('are told wrong in the language that was asked for', async () => {
    const { call } = await setUp()
    const title = async (language: string) =>
      (await call('GET', '/v1/complaints/none', { headers: { 'accept-language': language } })).json['title']
    expect(await title('zh-CN')).toBe('未找到')
    expect(await title('en-GB, zh;q=0.5')).toBe('There is no such thing here')
  })
})
