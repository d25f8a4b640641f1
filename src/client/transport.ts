/** Every call of every resource goes through here. */
import type { EnterpriseRouteName } from '../contract/enterprise-routes.js'
import { ArgumentError, AuthenticationError, ContractError, type TousuError } from '../errors.js'
import { Activity } from './activity.js'
import { type AnswerContext, discard, readJson } from './answer-body.js'
import { readCallHeaders } from './call-headers.js'
import { exchange, type Job } from './exchange.js'
import type { ActOptions, CallOptions } from './options.js'
import type { AnyInput, CallInput, CallResult } from './route-io.js'
import type { Settings } from './settings.js'
import { TimeLimit } from './time-limit.js'
import { TokenSource } from './token-source.js'
import type { WireAnswer, WireRequest } from './wire.js'

/** What a call may change about how it is sent and read. */
export interface Variation<T> {
  /** Instead of JSON: makes the body of one try, and headers that belong to it. */
  readonly open?: () => Promise<{
    readonly body: WireRequest['body']
    readonly headers: Record<string, string>
  }>
  /** Done before each try, when the input was found right and nothing was sent. */
  readonly prepare?: () => Promise<void>
  readonly read: (answer: WireAnswer, context: AnswerContext, limit: TimeLimit) => Promise<T>
  readonly sourceError?: () => TousuError | undefined
  readonly canRepeat?: () => boolean
  /** A file is on its way: `fileTimeoutMs` counts. */
  readonly file?: true
  /** The call lasts on after this function returned; whoever reads the answer ends it. */
  readonly keepsLimit?: true
}

export class Transport {
  readonly settings: Settings
  readonly activity = new Activity()
  readonly #tokens: TokenSource
  #closing: Promise<void> | undefined

  constructor(settings: Settings) {
    this.settings = settings
    this.#tokens = new TokenSource(settings, { ...settings, activity: this.activity })
  }

  /**
   * Calls a route of the table.
   *
   * @throws ValidationError before anything is sent
   */
  call<N extends EnterpriseRouteName>(
    name: N,
    input: CallInput<N>,
    options?: ActOptions | undefined,
  ): Promise<CallResult<N>>
  call(name: EnterpriseRouteName, input: AnyInput, options?: ActOptions): Promise<unknown> {
    return this.run<unknown>(name, input, options ?? {}, {
      read: (answer, context) => this.readResult(name, answer, context),
    })
  }

  /** The same with bytes on one side. */
  async run<T>(
    name: EnterpriseRouteName,
    input: AnyInput,
    options: ActOptions,
    variation: Variation<T>,
  ): Promise<T> {
    if (this.#closing) throw new ArgumentError('The client is closed: make a new one.')
    const { settings, activity } = this
    if (options.signal !== undefined && typeof options.signal?.addEventListener !== 'function') {
      throw new ArgumentError('signal must be an AbortSignal, such as the signal of an AbortController.')
    }
    const limit = new TimeLimit(
      settings.timer,
      this.#timeoutOf(options, variation.file ?? false),
      options.signal,
    )
    try {
      const job = await this.#prepare(name, input, options, variation, limit)
      const over = limit.error(`${job.method} ${job.route}`)
      if (over) throw over
      return await exchange({ ...settings, activity }, job, limit)
    } catch (error) {
      limit.end()
      throw error
    } finally {
      if (!variation.keepsLimit) limit.end()
    }
  }

  #timeoutOf({ timeoutMs }: CallOptions, file: boolean): number {
    const { settings } = this
    if (timeoutMs === undefined) return file ? settings.fileTimeoutMs : settings.timeoutMs
    if (Number.isFinite(timeoutMs) && timeoutMs >= 1 && timeoutMs < 2 ** 31) return timeoutMs
    throw new ArgumentError(`timeoutMs must be a number from 1 to ${2 ** 31 - 1}, not ${timeoutMs}.`)
  }

  async #prepare<T>(
    name: EnterpriseRouteName,
    input: AnyInput,
    options: ActOptions,
    variation: Variation<T>,
    limit: TimeLimit,
  ): Promise<Job<T>> {
    const { origin, language, userAgent } = this.settings
    const routes = await import('./route-io.js')
    const written = routes.writeRequest(name, input, language === 'en' ? 'en' : 'zh')
    const { method, route, path, body } = written
    const { scope, result } = routes.routeOf(name)
    const headers = {
      ...readCallHeaders(method, scope === null ? { ...options, actor: undefined } : options),
      accept: result.type === 'bytes' ? '*/*' : 'application/json, application/problem+json',
      'accept-encoding': 'identity',
      'accept-language': language,
      'user-agent': userAgent,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    }
    let token: string | undefined
    let renewed = false
    return {
      method,
      route,
      origin,
      build: async () => {
        token = scope === null ? undefined : await this.#tokens.get(limit, `${method} ${route}`)
        await this.#prepareTry(variation, limit, `${method} ${route}`)
        const opened = await variation.open?.()
        return {
          path,
          headers: {
            ...headers,
            ...opened?.headers,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: opened ? opened.body : body,
        }
      },
      read: (answer, context) => variation.read(answer, context, limit),
      explain: (error, answer) => markInvalidToken(error, answer),
      recover: (error) => {
        if (renewed || token === undefined || !isInvalidToken(error)) return false
        renewed = true
        this.#tokens.discard(token)
        return true
      },
      ...(variation.sourceError ? { sourceError: variation.sourceError } : {}),
      ...(variation.canRepeat ? { canRepeat: variation.canRepeat } : {}),
    }
  }

  async #prepareTry<T>({ prepare }: Variation<T>, limit: TimeLimit, call: string): Promise<void> {
    if (!prepare) return
    await limit.race(prepare()).catch((error: unknown) => {
      throw limit.error(call) ?? error
    })
  }

  /** Reads the answer of a route as its schema says. */
  readResult<N extends EnterpriseRouteName>(
    name: N,
    answer: WireAnswer,
    context: AnswerContext,
  ): Promise<CallResult<N>>
  async readResult(name: EnterpriseRouteName, answer: WireAnswer, context: AnswerContext): Promise<unknown> {
    const { routeOf, checkOutline, checkResult } = await import('./route-io.js')
    if (routeOf(name).result.type === 'none') return discard(answer)
    const value = await readJson(answer, this.settings.maxResponseBytes, context)
    const checked = this.settings.validateResponses ? checkResult(name, value) : checkOutline(name, value)
    if ('value' in checked) return checked.value
    const places = checked.pointers.slice(0, 5).join(', ')
    throw new ContractError(
      `${context.call}: the answer does not fit the contract at ${places}. Is baseUrl right, and this package recent enough?`,
      context.options,
    )
  }

  close(): Promise<void> {
    this.#closing ??= this.settings.sender.close()
    return this.#closing
  }
}

/** RFC 6750 section 3: the code stands in a header, the body may be empty. */
function markInvalidToken(error: TousuError, answer: WireAnswer): TousuError {
  if (!(error instanceof AuthenticationError) || error.problem) return error
  const code = /\berror="?([a-z_]{1,40})"?/.exec(answer.header('www-authenticate') ?? '')?.[1]
  if (code === undefined) return error
  const { status, requestId, attempts } = error
  return new AuthenticationError(error.message, { status, requestId, attempts, problem: { code } })
}

function isInvalidToken(error: TousuError): boolean {
  return error instanceof AuthenticationError && error.problem?.code === 'invalid_token'
}
