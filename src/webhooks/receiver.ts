import { warnOnce } from '../watching.js'
import { createAcceptor } from './accept-delivery.js'
import { Activity } from './activity.js'
import type { TakeDelivery } from './outcome.js'
import { readRequest, type WebhookRequest } from './read-request.js'
import { checkReceiverOptions, type ReceiverOptions, type ReceiverSettings } from './receiver-options.js'
import { toRefusal } from './refusal.js'
import { createHandlerRunner } from './run-handlers.js'
import { defaultToleranceSeconds } from './standard.js'
import { verifyDelivery } from './verify-signature.js'

/** What to answer. The body is always empty: nothing is told about the inside. */
export interface WebhookResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: ''
}

/** Receives deliveries: verifies them, runs the handlers, answers. */
export interface Receiver {
  /** The core, without an environment. Never rejects. */
  readonly handle: (request: WebhookRequest) => Promise<WebhookResponse>
  /** For whatever speaks Fetch (Hono, Next.js, workers); may be handed on without its receiver. */
  readonly fetch: (request: Request) => Promise<Response>
  /** For watching only: nothing waits for a listener, and one that throws disturbs nobody. */
  readonly activity: Activity
}

/**
 * Makes a receiver. The 2xx goes out only after every handler of the event has resolved, or the inbox has it on disk; a
 * throw of a handler answers 500, a time-out or an inbox that fails 503, and the platform sends the event again.
 *
 * @throws ArgumentError when the options hold a mistake
 * @example
 * const receiver = createReceiver({
 *   secrets: process.env.TOUSU_WEBHOOK_SECRET,
 *   on: { 'complaint.assigned': async (event, context) => openTicket(event.data.complaint, context.idempotencyKey) },
 * })
 * app.post('/webhooks/tousu', expressReceiver(receiver))
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const settings = checkReceiverOptions(options)
  const activity = new Activity()
  const { inbox } = settings
  const take = inbox ? createAcceptor(inbox, settings) : createHandlerRunner(settings, activity)
  const handle = createHandle(settings, take, activity)
  return { handle, fetch: (request) => answerFetch(request, handle), activity }
}

function createHandle(
  settings: ReceiverSettings,
  take: TakeDelivery,
  activity: Activity,
): Receiver['handle'] {
  const { clock } = settings
  const keyring = () => settings.keyring

  async function receive(
    request: WebhookRequest,
    told: { id?: string },
  ): Promise<Omit<WebhookResponse, 'body'>> {
    const startedAt = performance.now()
    const delivery = await verifyDelivery({
      body: await readRequest(request, settings),
      headers: request.headers,
      keyring,
      now: clock.now(),
      toleranceSeconds: defaultToleranceSeconds,
    })
    const { id } = delivery
    told.id = id
    const outcome = await take(delivery)
    switch (outcome.kind) {
      case 'accepted': {
        const { type, handled } = outcome
        activity.emit('accepted', { id, type, handled, durationMs: performance.now() - startedAt })
        return { status: 204, headers: {} }
      }
      case 'duplicate':
        activity.emit('duplicate', { id, type: outcome.type })
        return { status: 204, headers: {} }
      case 'failed': {
        const { type, reason, status, error } = outcome
        activity.emit('failed', { id, type, reason, status, error })
        return { status, headers: retryLater(status) }
      }
    }
  }

  return async (request) => {
    const told: { id?: string } = {}
    try {
      return { ...(await receive(request, told)), body: '' }
    } catch (thrown) {
      const { reason, message, status, headers } = toRefusal(thrown)
      activity.emit('refused', { reason, status, message, id: told.id })
      if (reason === 'body_already_parsed' || reason === 'malformed_secret') {
        // A mistake of this side's set-up: the developer has to see it without listening.
        warnOnce(
          activity,
          `${message} Deliveries are answered ${status} until then.`,
          `TOUSU_${reason.toUpperCase()}`,
        )
      }
      return { status, headers, body: '' }
    }
  }
}

/** RFC 9110 section 10.2.3: in seconds. */
function retryLater(status: number): Readonly<Record<string, string>> {
  return status === 503 ? { 'retry-after': '5' } : {}
}

async function answerFetch(request: Request, handle: Receiver['handle']): Promise<Response> {
  // A body that was read before is none any more: undefined, which the verification explains.
  const body = request.bodyUsed ? undefined : (request.body ?? new Uint8Array())
  const { status, headers } = await handle({ method: request.method, headers: request.headers, body })
  return new Response(null, { status, headers })
}
