import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { createPlatform } from '../../../src/platform/index.js'
import { finalAnswer, getToken, person } from '../http/setup.js'
import { faces, hasUndici8, type OpenFace, type Reply } from './senders.js'

/** The same calls with the same seed: reads, writes, repeats, files, refusals. */
async function transcript(open: (typeof faces)[string]): Promise<Reply[]> {
  const platform = createPlatform({
    seed: 7,
    insecureSeededSecrets: true,
    rateLimits: { quota: 100, windowSeconds: 60 },
  })
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  const { complaintId } = await platform.consumer(person).file({
    enterpriseId: enterprise.id,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    category: '服务功能',
    evidence: [
      { name: '截图.txt', contentType: 'text/plain', data: Buffer.from('订单截图 '.repeat(20_000)) },
    ],
  })
  const authorization = `Bearer ${await getToken(platform, enterprise)}`
  const face: OpenFace = await open(platform, platform.url)
  const { origin, send } = face
  const replies: Reply[] = []
  const call = async (method: string, path: string, options: Parameters<typeof send>[2] = {}) => {
    const headers = { authorization, 'accept-language': 'zh-CN', ...options.headers }
    const { status, headers: given, body } = await send(method, path, { ...options, headers })
    replies.push({
      status,
      headers: given,
      body: body.replaceAll(origin, 'https://platform.tousu.test').replace(/req_[\w-]+/g, 'req_'),
    })
    return body
  }
  const complaint = `/v1/complaints/${complaintId}`
  const json = (key: string) => ({ 'content-type': 'application/json', 'idempotency-key': key })
  try {
    await call('GET', '/.well-known/oauth-authorization-server')
    await call('GET', `/v1/complaints?status=assigned&limit=1`)
    const { evidence } = JSON.parse(await call('GET', complaint))
    const file = `${complaint}/evidence/${evidence[0].id}`
    await call('GET', file)
    await call('GET', file, { headers: { range: 'bytes=3-11' } })
    await call('GET', file, { headers: { range: 'bytes=99999999-' } })
    await call('HEAD', file)
    await call('HEAD', complaint)
    const upload = {
      ...json('k-upload'),
      'content-type': 'text/plain',
      'content-disposition': "attachment; filename*=UTF-8''%E8%AF%B4%E6%98%8E.txt",
    }
    await call('POST', '/v1/attachments', {
      headers: upload,
      body: Readable.from([Buffer.from('退款'), Buffer.from('凭证')]),
    })
    await call('POST', `${complaint}/responses`, {
      headers: json('k-1'),
      body: JSON.stringify({ type: 'last' }),
    })
    await call('POST', `${complaint}/responses`, { headers: json('k-2'), body: JSON.stringify(finalAnswer) })
    await call('POST', `${complaint}/responses`, { headers: json('k-2'), body: JSON.stringify(finalAnswer) })
    await call('POST', `${complaint}/responses`, { headers: json('k-3'), body: JSON.stringify(finalAnswer) })
    await call('POST', `${complaint}/responses`, { headers: json('k-4'), body: '{"type":' })
    await call('PATCH', complaint, {
      headers: json('k-5'),
      body: JSON.stringify({ metadata: { ticket: 'T-1' } }),
    })
    await call('GET', '/v1/events?limit=2')
    await call('GET', '/v1/complaints/cmp_none')
    await call('GET', '/v1/complaints?status=lost')
    await call('GET', '/v1/complaints', { headers: { authorization: 'Bearer nonsense' } })
    await call('DELETE', complaint)
    await call('GET', '/nowhere')
    await call('OPTIONS', complaint)
  } finally {
    await face.close()
    await platform.close()
  }
  return replies
}

const [first = '', ...others] = Object.keys(faces).filter(
  (name) => hasUndici8 || !name.startsWith('undici 8'),
)

it('all faces give the same statuses, headers and bytes', async () => {
  const open = (name: string) => faces[name] ?? (() => Promise.reject(new Error(name)))
  const expected = await transcript(open(first))
  expect(new Set(expected.map(({ status }) => status))).toEqual(
    new Set([200, 201, 206, 400, 401, 404, 405, 409, 416, 422]),
  )
  for (const name of others) expect(await transcript(open(name)), name).toEqual(expected)
})
