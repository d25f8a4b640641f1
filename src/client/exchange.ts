/** One request and its repeats, until there is an answer that counts. */
import type { Clock } from '../clock.js'
import {
  ContractError,
  isTousuError,
  TimeoutError,
  type TousuError,
  type TousuErrorOptions,
} from '../errors.js'
import type { Timer } from '../timer.js'
import type { Activity } from './activity.js'
import { type AnswerContext, CutShort, isJson, parseJson, readBytes } from './answer-body.js'
import { isTimeout, mayComeThrough, toLostError } from './lost-error.js'
import { readRequestId, toError, toProblem } from './problem-error.js'
import { backoffMs, isRepeatable, parseRetryAfter, type RetrySettings } from './retry.js'
import type { TimeLimit } from './time-limit.js'
import type { Sender, WireAnswer, WireRequest } from './wire.js'

/** What is sent, how often it may be, and what the answer means. */
export interface Job<T> {
  readonly method: string
  readonly origin: string
  /** The path's template, for messages and activity. */
  readonly route: string
  /** Makes one try: a fresh token, a fresh assertion, a source opened again. */
  build(): Promise<Pick<WireRequest, 'path' | 'headers' | 'body'>>
  /** Reads a 2xx. */
  read(answer: WireAnswer, context: AnswerContext, durationMs: number): Promise<T>
  /** Says more about a refusal than its status does. */
  explain?(error: TousuError, answer: WireAnswer): TousuError
  /** Whether something was mended, so that the same request is worth one more try at once. */
  recover?(error: TousuError): boolean
  /** Why what was to be sent could not be read. */
  sourceError?(): TousuError | undefined
  /** False once a body was sent that cannot be opened again. */
  canRepeat?(): boolean
}

export interface ExchangeSettings {
  readonly sender: Sender
  readonly activity: Activity
  readonly retry: RetrySettings
  readonly timer: Timer
  readonly wireClock: Clock
  readonly random: () => number
}

type Outcome<T> =
  | { readonly done: true; readonly value: T }
  | {
      readonly done: false
      readonly error: TousuError
      readonly repeat: boolean
      readonly retryAfterMs?: number | undefined
    }

/** Problem documents are small; what is larger is no problem document. */
const maxProblemBytes = 64 * 1024

export async function exchange<T>(settings: ExchangeSettings, job: Job<T>, limit: TimeLimit): Promise<T> {
  const { activity, retry, random } = settings
  const { method, route } = job
  for (let attempt = 1, repeats = 0; ; attempt += 1) {
    const over = limit.error(`${method} ${route}`, { attempts: attempt - 1 })
    if (over) throw over
    const outcome = await attemptOnce(settings, job, limit, attempt)
    if (outcome.done) return outcome.value
    const { error, retryAfterMs } = outcome
    const { code, status, requestId } = error
    const possible = job.canRepeat?.() ?? true
    let delayMs = 0
    if (!(possible && job.recover?.(error))) {
      repeats += 1
      const allowed = (retryAfterMs ?? 0) <= retry.maxRetryAfterMs
      if (!outcome.repeat || !possible || !allowed || repeats > retry.repeats) throw error
      delayMs = (retryAfterMs ?? 0) + backoffMs(retryAfterMs === undefined ? repeats : 1, retry, random)
      // Better the platform's answer now than a time-out later.
      if (delayMs >= limit.remainingMs) throw error
    }
    activity.emit('retry', { method, route, attempt, status, requestId, code, delayMs })
    if (delayMs > 0) {
      await limit.wait(delayMs).catch((reason: unknown) => {
        throw limit.error(`${method} ${route}`, { attempts: attempt }) ?? reason
      })
    }
  }
}

async function attemptOnce<T>(
  { sender, activity, timer, wireClock }: ExchangeSettings,
  job: Job<T>,
  limit: TimeLimit,
  attempt: number,
): Promise<Outcome<T>> {
  const { method, origin, route } = job
  const call = `${method} ${route}`
  const about = { method, route, attempt }
  const parts = await job.build()
  activity.emit('request', about)
  const startedAt = timer.now()
  const lost = (cause: unknown, options: TousuErrorOptions) =>
    limit.error(call, options) ?? job.sourceError?.() ?? toLostError(call, origin, cause, options)

  let answer: WireAnswer
  try {
    answer = await limit.race(sender.send({ ...parts, method, origin, signal: limit.signal }))
  } catch (cause) {
    const error = lost(cause, { attempts: attempt })
    return { done: false, error, repeat: mayComeThrough(error) }
  }
  const { status } = answer
  const requestId = readRequestId(answer.header('request-id'))
  const durationMs = timer.now() - startedAt
  activity.emit('response', { ...about, status, durationMs, requestId })
  const options: TousuErrorOptions = { status, requestId, attempts: attempt }
  try {
    if (status >= 200 && status < 300) {
      return { done: true, value: await limit.race(job.read(answer, { call, options }, durationMs)) }
    }
    const problem = await limit.race(readProblem(answer, { call, options }))
    const retryAfterMs = parseRetryAfter(answer.header('retry-after'), wireClock.now())
    const refusal = { call, status, problem, requestId, attempts: attempt, retryAfterMs }
    const plain = toError(refusal)
    const error = job.explain?.(plain, answer) ?? plain
    return { done: false, error, repeat: isRepeatable(plain), retryAfterMs }
  } catch (cause) {
    const over = limit.error(call, options)
    if (over) return { done: false, error: over, repeat: false }
    // A file that arrived in part may arrive whole the next time.
    if (isTousuError(cause)) {
      const repeat = cause.cause instanceof CutShort || cause instanceof TimeoutError
      return { done: false, error: cause, repeat }
    }
    if (isTimeout(cause)) {
      return { done: false, error: toLostError(call, origin, cause, options), repeat: true }
    }
    const error = new ContractError(
      `${call}: the answer was cut short (status ${status}). Call again; if it stays, something between here and the platform breaks connections.`,
      { ...options, cause },
    )
    return { done: false, error, repeat: cause instanceof CutShort }
  }
}

async function readProblem(answer: WireAnswer, context: AnswerContext) {
  try {
    const bytes = await readBytes(answer, maxProblemBytes, context)
    return isJson(answer) ? toProblem(parseJson(bytes)) : undefined
  } catch {
    return undefined
  }
}
