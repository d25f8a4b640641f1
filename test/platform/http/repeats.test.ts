import { describe, expect, it } from 'vitest'
import { type ProblemCode, problems } from '../../../src/contract/problem.js'
import { createIdempotencyStore, fingerprintOf, isFinal } from '../../../src/platform/http/idempotency.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { finalAnswer, getToken, setUp } from './setup.js'

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

describe('the store of answers', () => {
  const answer = { status: 200, headers: {}, body: null }
  const week = 7 * 86_400_000

  it('lets one request with a key run at a time, and the next one after it has failed', () => {
    const store = createIdempotencyStore(() => 0, week)
    const first = store.reserve('client_1', 'key')
    expect(() => store.reserve('client_1', 'key')).toThrow('idempotency_in_progress')
    first.release()
    const second = store.reserve('client_1', 'key')
    expect(second.replay('fingerprint')).toBeUndefined()
    second.keep('fingerprint', answer)
    expect(store.reserve('client_1', 'key').replay('fingerprint')).toBe(answer)
  })

  it('knows a key of one client alone', () => {
    const store = createIdempotencyStore(() => 0, week)
    store.reserve('client_1', 'key').keep('fingerprint', answer)
    expect(store.has('client_2', 'key')).toBe(false)
    expect(store.reserve('client_2', 'key').replay('another')).toBeUndefined()
  })

  it('lets an answer go at the end of its time, and not a millisecond before', () => {
    let now = 0
    const store = createIdempotencyStore(() => now, week)
    store.reserve('client_1', 'key').keep('fingerprint', answer)
    now = week - 1
    expect(store.has('client_1', 'key')).toBe(true)
    now = week
    expect(store.has('client_1', 'key')).toBe(false)
    expect(store.size).toBe(0)
  })

  it.each(Object.keys(problems).filter(isProblem))('knows whether %s is final', (reason) => {
    const passing = [401, 403, 408, 412, 429, 500, 503].includes(problems[reason].status)
    const ofHeader = ['invalid_if_match', 'digest_mismatch'].includes(reason)
    expect(isFinal(new RefusalError(reason))).toBe(!passing && !ofHeader)
  })

  it('tells requests apart by method, path, query, content type and body', () => {
    const request = {
      method: 'POST',
      path: '/a',
      search: 'b=1',
      contentType: 'application/json',
      body: Buffer.from('{}'),
    }
    const all = [
      request,
      { ...request, method: 'PATCH' },
      { ...request, path: '/b' },
      { ...request, search: 'b=2' },
      { ...request, contentType: 'text/plain' },
      { ...request, body: Buffer.from('{ }') },
    ].map(fingerprintOf)
    expect(new Set(all).size).toBe(all.length)
    expect(fingerprintOf({ ...request })).toBe(all[0])
  })
})

describe('a repeated write', () => {
  const open = async () => {
    const setup = await setUp()
    const { complaintId } = await setup.file()
    const path = `/v1/complaints/${complaintId}/acknowledgement`
    const acknowledge = (headers: Record<string, string> = {}) =>
      setup.call('POST', path, { headers: { 'idempotency-key': 'one', ...headers } })
    return { ...setup, complaintId, path, acknowledge }
  }

  it('gets its answer whatever the revision is by now: If-Match is no part of it', async () => {
    const { acknowledge } = await open()
    expect((await acknowledge({ 'if-match': '"2"' })).status).toBe(200)
    for (const revision of ['"2"', '"99"', 'W/"2"']) {
      const again = await acknowledge({ 'if-match': revision })
      expect(again.status).toBe(200)
      expect(again.headers.get('idempotent-replayed')).toBe('true')
    }
  })

  it('is judged anew after a conflict of revisions, and after each header that is no part of it was mended', async () => {
    const { acknowledge } = await open()
    expect((await acknowledge({ 'if-match': '"1"' })).status).toBe(412)
    expect((await acknowledge({ 'if-match': '2' })).json['code']).toBe('invalid_if_match')
    expect((await acknowledge({ 'tousu-actor': 'a b' })).status).toBe(422)
    const mended = await acknowledge({ 'if-match': '"2"', 'tousu-actor': 'staff-7' })
    expect(mended.status).toBe(200)
    expect(mended.headers.get('idempotent-replayed')).toBeNull()
  })

  it('is judged anew after an upload whose name or digest was mended', async () => {
    const { call } = await setUp()
    const upload = (headers: Record<string, string>) =>
      call('POST', '/v1/attachments', {
        body: Buffer.from('退款凭证'),
        headers: { 'idempotency-key': 'one', 'content-type': 'text/plain', ...headers },
      })
    const named = { 'content-disposition': 'attachment; filename="a.txt"' }
    const wrong = { 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` }
    expect((await upload({})).json['code']).toBe('validation_failed')
    expect((await upload({ ...named, ...wrong })).json['code']).toBe('digest_mismatch')
    expect((await upload(named)).status).toBe(201)
  })

  it('needs its token, its scope and its complaint again', async () => {
    const { acknowledge, call, platform, enterprise, path } = await open()
    await acknowledge()
    const headers = { 'idempotency-key': 'one' }
    const code = async (token: string | null) => (await call('POST', path, { headers, token })).json['code']
    expect(await code(null)).toBe('token_missing')
    expect(await code(await getToken(platform, enterprise, 'complaints:read'))).toBe('insufficient_scope')
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    expect(await code(await getToken(platform, other))).toBe('not_found')
  })

  it('under a key that was used elsewhere finds no complaint of another company', async () => {
    const { acknowledge, call } = await open()
    await acknowledge()
    const { json } = await call('POST', '/v1/complaints/cmp_none/acknowledgement', {
      headers: { 'idempotency-key': 'one' },
    })
    expect(json['code']).toBe('not_found')
  })

  it('of another company under the same key is another write', async () => {
    const { acknowledge, call, platform } = await open()
    await acknowledge()
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    const { status, headers } = await call('POST', '/v1/webhook-endpoints', {
      body: { url: 'https://company.example/hooks' },
      headers: { 'idempotency-key': 'one' },
      token: await getToken(platform, other),
    })
    expect(status).toBe(201)
    expect(headers.get('idempotent-replayed')).toBeNull()
  })

  it('of another content type is another request', async () => {
    const { call, complaintId } = await open()
    const send = (contentType: string) =>
      call('POST', `/v1/complaints/${complaintId}/responses`, {
        body: JSON.stringify(finalAnswer),
        headers: { 'idempotency-key': 'answer', 'content-type': contentType },
      })
    expect((await send('application/json')).status).toBe(201)
    expect((await send('application/json; charset=utf-8')).json['code']).toBe('idempotency_key_reused')
  })

  it('may be a PATCH, with its answer as it was then', async () => {
    const { call, complaintId } = await open()
    const patch = (ticket: string, key: string) =>
      call('PATCH', `/v1/complaints/${complaintId}`, {
        body: { metadata: { ticket } },
        headers: { 'idempotency-key': key },
      })
    const first = await patch('T-1', 'one')
    await patch('T-2', 'two')
    expect((await patch('T-1', 'one')).json).toEqual(first.json)
    const { json } = await call('GET', `/v1/complaints/${complaintId}`)
    expect(json['metadata']).toEqual({ ticket: 'T-2' })
  })
})

describe('If-Match', () => {
  it('is compared as it is written', async () => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const acknowledge = async (revision: string) =>
      (
        await call('POST', `/v1/complaints/${complaintId}/acknowledgement`, {
          headers: { 'if-match': revision },
        })
      ).json['code']
    expect(await acknowledge('"002"')).toBe('revision_conflict')
    expect(await acknowledge(`"${'9'.repeat(40)}"`)).toBe('revision_conflict')
    expect(await acknowledge('"-2"')).toBe('invalid_if_match')
    expect(await acknowledge('"2" ')).toBeUndefined()
  })

  it('holds for the metadata too, which raise no revision', async () => {
    const { file, call } = await setUp()
    const { complaintId } = await file()
    const patch = (revision: string) =>
      call('PATCH', `/v1/complaints/${complaintId}`, {
        body: { metadata: { ticket: 'T-1' } },
        headers: { 'if-match': revision },
      })
    expect((await patch('"1"')).status).toBe(412)
    expect((await patch('"2"')).json).toMatchObject({
      complaint: { revision: 2, metadata: { ticket: 'T-1' } },
    })
    expect((await patch('"2"')).status).toBe(200)
  })
})
