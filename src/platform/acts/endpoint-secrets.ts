/** Secrets of webhook endpoints. */
import type { Locale } from '../../contract/field-errors.js'
import type { WebhookEndpointWithSecret } from '../../contract/index.js'
import { decodeSecret, generateSecret } from '../../webhooks/secret.js'
import type { Core } from '../core.js'
import { showEndpoint } from '../endpoint-view.js'
import { RefusalError } from '../refusal.js'
import type { EndpointRecord } from '../state.js'
import { endpointError } from './endpoint-rules.js'

/** Secrets that sign at a moment of domain time (ms), the newest first. */
export function liveSecrets({ secrets }: Pick<EndpointRecord, 'secrets'>, now: number): string[] {
  return secrets.filter(({ endsAt }) => endsAt === null || endsAt > now).map(({ secret }) => secret)
}

export interface SecretRotationInput {
  /** Domain time. 0: the former secret ends at once. */
  readonly overlapSeconds: number
  /** The company's own `whsec_…`; made here when absent. */
  readonly secret?: string | undefined
}

/**
 * A new secret signs at once; the former one beside it for a while. At most two are live: a third, older one ends.
 *
 * @throws RefusalError validation_failed: the given secret is not one, or is live already
 */
export function rotateSecret(
  core: Core,
  record: EndpointRecord,
  { overlapSeconds, secret: given }: SecretRotationInput,
  locale: Locale = 'en',
): WebhookEndpointWithSecret {
  const now = core.clock.now()
  if (given !== undefined) checkSecret(given, liveSecrets(record, now), locale)
  const secret = given ?? generateSecret({ randomBytes: core.randomBytes })
  const [current] = record.secrets
  const former =
    current && overlapSeconds > 0 ? [{ secret: current.secret, endsAt: now + overlapSeconds * 1_000 }] : []
  record.secrets = [{ secret, endsAt: null }, ...former]
  record.updatedAt = now
  return { ...showEndpoint(core, record), secret }
}

function checkSecret(secret: string, live: readonly string[], locale: Locale): void {
  const refuse = (rule: 'wrong_secret' | 'secret_in_use') =>
    new RefusalError('validation_failed', { errors: [endpointError(rule, '/secret', locale)] })
  try {
    decodeSecret(secret)
  } catch {
    throw refuse('wrong_secret')
  }
  if (live.includes(secret)) throw refuse('secret_in_use')
}
