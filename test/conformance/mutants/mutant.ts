/** A platform that breaks one rule: by a setting, on the way of requests and answers, or of deliveries. */
import type { Act, ConformanceHooks } from '../../../src/conformance/index.js'
import type { PlatformOptions } from '../../../src/platform/index.js'
import type { Subject } from '../setup.js'

export interface Plain {
  method: string
  url: URL
  headers: Headers
  body: Buffer
}

export interface Reply {
  status: number
  headers: Headers
  body: Buffer
}

export type Next = (request: Plain) => Promise<Reply>
/** Stands between the runner and the platform. */
export type Wrapper = (request: Plain, next: Next, subject: Subject) => Promise<Reply>
type Receive = NonNullable<ConformanceHooks['receive']>
type Handler = Parameters<Receive>[0]

export interface Mutant {
  /** What it does wrong, as a sentence. */
  readonly name: string
  /** Every case that fails on it; the first is the rule that it breaks. */
  readonly caught: readonly [string, ...string[]]
  readonly options?: PlatformOptions
  /** Made anew for each run: it may remember. */
  readonly wrap?: () => Wrapper
  /** What persons and operators do, as it takes it. */
  readonly act?: (act: Act) => Act
  /** Deliveries on their way to the runner. */
  readonly deliver?: (handler: Handler, subject: Subject) => Handler
}

/** The face of a mutant: `fetch` and hooks for a run. */
export function breakIt({ wrap, act, deliver }: Mutant, subject: Subject) {
  const { platform, hooks } = subject
  const next: Next = async ({ method, url, headers, body }) => {
    const content = method === 'GET' || body.length === 0 ? {} : { body: new Uint8Array(body) }
    const response = await platform.fetch(new Request(url, { method, headers, ...content }))
    const { status } = response
    return { status, headers: new Headers(response.headers), body: Buffer.from(await response.arrayBuffer()) }
  }
  const wrapper = wrap?.()
  const fetch = async (request: Request): Promise<Response> => {
    const plain = {
      method: request.method,
      url: new URL(request.url),
      headers: new Headers(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
    }
    const { status, headers, body } = await (wrapper ? wrapper(plain, next, subject) : next(plain))
    return new Response(status === 204 ? null : new Uint8Array(body), { status, headers })
  }
  const receive: Receive = (handler) => hooks.receive(deliver ? deliver(handler, subject) : handler)
  const doWrongly: typeof hooks.act = (id, asked) => hooks.act(id, act ? act(asked) : asked)
  return { fetch, hooks: { ...hooks, act: doWrongly, receive } }
}

// — changes on the way there —

/** Whether a request is of this method and path. */
export const isCall = ({ method, url }: Plain, wanted: string, path: RegExp) =>
  (wanted === '*' || method === wanted) && path.test(url.pathname)

/** Changes a request before it is sent. */
export const before =
  (change: (request: Plain) => void): (() => Wrapper) =>
  () =>
  (request, next) => {
    change(request)
    return next(request)
  }

/** Changes the JSON of a request's body, member by member. */
export function editBody(request: Plain, revive: (member: string, value: unknown) => unknown): void {
  if (request.body.length === 0) return
  try {
    request.body = Buffer.from(JSON.stringify(JSON.parse(request.body.toString(), revive)))
  } catch {
    // What is no JSON goes on as it is.
  }
}

// — changes on the way back —

/** Changes an answer, knowing what was asked. */
export const after =
  (change: (reply: Reply, request: Plain) => void): (() => Wrapper) =>
  () =>
  async (request, next) => {
    const reply = await next(request)
    change(reply, request)
    return reply
  }

/** Changes the JSON of an answer, member by member. */
export function edit(reply: Reply, revive: (member: string, value: unknown) => unknown): void {
  if (/json/.test(reply.headers.get('content-type') ?? '')) {
    reply.body = Buffer.from(JSON.stringify(JSON.parse(reply.body.toString(), revive)))
  }
}

/** Changes one member wherever it stands in an answer. */
export const afterwards = (
  member: string,
  change: (value: unknown) => unknown,
  matches: (request: Plain) => boolean = () => true,
): (() => Wrapper) =>
  after((reply, request) => {
    if (matches(request)) edit(reply, (name, value) => (name === member ? change(value) : value))
  })

/** Leaves events of a type out of the feed. */
export const untold = (type: string): (() => Wrapper) =>
  after((reply, request) => {
    if (!isCall(request, 'GET', /^\/v1\/events$/)) return
    edit(reply, (name, value) =>
      name === 'items' && Array.isArray(value) ? value.filter((event) => event.type !== type) : value,
    )
  })

/** A refusal as the platform tells it. */
export function refusal(status: number, code: string): Reply {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'request-id': 'req_mutant' })
  const body = Buffer.from(JSON.stringify({ title: code, status, code, requestId: 'req_mutant' }))
  return { status, headers, body }
}

export const codeOf = ({ body }: Reply): string | undefined => /"code":"(\w+)"/.exec(body.toString())?.[1]

/** The same request, to be changed or sent again. */
export const copy = ({ method, url, headers, body }: Plain): Plain => ({
  method,
  url: new URL(url),
  headers: new Headers(headers),
  body,
})
