/** A platform that answers as it is told, over real HTTP. It judges assertions as the contract says. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'

export interface Received {
  readonly method: string
  /** With the query string. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Reply {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Objects are sent as JSON. */
  readonly body?: unknown
}

type Handler = (request: Received, response: ServerResponse) => Reply | undefined | Promise<Reply | undefined>

export interface FakePlatform {
  readonly url: string
  readonly clientId: string
  readonly privateKey: PrivateJwk
  readonly received: Received[]
  /** Requests to paths that begin so. */
  to(path: string): Received[]
  /** Answers `GET /v1/…` and the like; several replies are used one after the other, the last one again and again. */
  on(methodAndPath: string, ...replies: readonly (Reply | Handler)[]): void
  /** Access tokens that were given, in order. */
  readonly tokens: string[]
  /** Access tokens that are refused. */
  readonly revoked: Set<string>
  /** How many connections are open. */
  connections(): number
  /** Resolves once every connection was closed by the other side. */
  noConnections(): Promise<void>
  close(): Promise<void>
}

export interface PrivateJwk {
  kty: string
  kid?: string
  alg?: string
  crv?: string
  x?: string
  y?: string
  d?: string
  n?: string
  e?: string
}

export const clientId = 'cli_test'
export const clientSecret = 'geheim:秘密 %+'

export interface FakeOptions {
  readonly alg?: string
  readonly tokenSeconds?: number
  readonly now?: () => number
  readonly metadata?: (url: string) => Record<string, unknown>
}

const json = (status: number, body: unknown): Reply => ({ status, body })
export const problem = (status: number, code: string, more: Record<string, unknown> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', 'request-id': 'req_1' },
  body: { type: 'about:blank', title: 'refused', status, code, requestId: 'req_1', ...more },
})

export async function startFakePlatform(options: FakeOptions = {}): Promise<FakePlatform> {
  const { alg = 'ES256', tokenSeconds = 600, now = Date.now } = options
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: PrivateJwk = { ...(await exportJWK(privateKey)), kty: '', alg, kid: 'key-1' }
  jwk.kty = (await exportJWK(publicKey)).kty ?? ''
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg }] })
  const received: Received[] = []
  const tokens: string[] = []
  const revoked = new Set<string>()
  const seenJtis = new Set<string>()
  const handlers = new Map<string, (Reply | Handler)[]>()
  const signer = new TextEncoder().encode('k'.repeat(32))

  async function giveToken(request: Received): Promise<Reply> {
    const form = new URLSearchParams(request.body.toString())
    const refuse = (reason: string) => json(401, { error: 'invalid_client', error_description: reason })
    const basic = request.headers.authorization?.match(/^Basic (.+)$/)?.[1]
    if (basic !== undefined) {
      const pair = Buffer.from(basic, 'base64').toString().split(':')
      const [id, secret] = pair.map((part) => new URLSearchParams(`_=${part}`).get('_'))
      if (pair.length !== 2 || id !== clientId || secret !== clientSecret) return refuse('wrong secret')
    } else {
      try {
        const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', keys, {
          issuer: clientId,
          subject: clientId,
          audience: url,
          typ: 'client-authentication+jwt',
          currentDate: new Date(now()),
          requiredClaims: ['jti', 'exp', 'iat'],
        })
        const { jti = '', exp = 0, iat = 0, aud } = payload
        if (seenJtis.has(jti) || exp - iat > 300 || aud !== url || protectedHeader.alg !== alg) {
          return refuse('wrong assertion')
        }
        seenJtis.add(jti)
      } catch {
        return refuse('assertion not accepted')
      }
    }
    const token = await new SignJWT({ n: tokens.length }).setProtectedHeader({ alg: 'HS256' }).sign(signer)
    tokens.push(token)
    return json(200, { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds })
  }

  function authorize({ headers }: Received): Reply | undefined {
    const token = headers.authorization?.match(/^Bearer (.+)$/)?.[1]
    if (token === undefined) return problem(401, 'token_missing')
    return !tokens.includes(token) || revoked.has(token) ? problem(401, 'invalid_token') : undefined
  }

  async function answer(request: Received, response: ServerResponse): Promise<Reply | undefined> {
    const [pathname = ''] = request.path.split('?')
    const replies = handlers.get(`${request.method} ${pathname}`)
    if (pathname.startsWith('/v1/') && !pathname.endsWith('jwks.json')) {
      const refused = authorize(request)
      if (refused) return refused
    }
    if (replies) {
      const reply = replies.length > 1 ? replies.shift() : replies[0]
      return typeof reply === 'function' ? reply(request, response) : reply
    }
    if (pathname === '/oauth/token') return giveToken(request)
    if (pathname === '/.well-known/oauth-authorization-server') {
      return json(200, {
        issuer: url,
        token_endpoint: `${url}/oauth/token`,
        jwks_uri: `${url}/.well-known/jwks.json`,
        response_types_supported: [],
        ...options.metadata?.(url),
      })
    }
    return problem(404, 'not_found')
  }

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of incoming) chunks.push(chunk)
    } catch {
      return
    }
    const { method = '', url: path = '', headers } = incoming
    const request = { method, path, headers, body: Buffer.concat(chunks) }
    received.push(request)
    const reply = await answer(request, response)
    if (reply) send(response, reply)
  })
  // Longer than any test: only clients close connections.
  server.keepAliveTimeout = 600_000
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  return {
    url,
    clientId,
    privateKey: jwk,
    received,
    tokens,
    revoked,
    to: (path) => received.filter((request) => request.path.startsWith(path)),
    on: (methodAndPath, ...replies) => void handlers.set(methodAndPath, [...replies]),
    connections: () => sockets.size,
    async noConnections() {
      await Promise.all([...sockets].map((socket) => once(socket, 'close')))
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const bytes = body instanceof Uint8Array || typeof body === 'string'
  const content = body === undefined ? '' : bytes ? body : JSON.stringify(body)
  const length = String(Buffer.byteLength(content))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers })
  response.end(content)
}

/** Answers nothing, ever. */
export const silence: Handler = () => undefined
/** Breaks the connection. */
export const reset: Handler = (_, response) => void response.destroy()
