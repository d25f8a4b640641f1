/** Webhook endpoints: created, changed, ended; their secrets rotate. */

import { formatShanghaiTime } from '../../calendar/index.js'
import type { WebhookEndpoint, WebhookEndpointWithSecret } from '../../contract/index.js'
import type { FieldError } from '../../errors.js'
import { generateKeyPair } from '../../webhooks/key-pair.js'
import { decodeSecret, generateSecret } from '../../webhooks/secret.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { EndpointRecord, Enterprise } from '../state.js'

export interface EndpointSettings {
  readonly url?: string | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly serviceIds?: readonly string[] | undefined
  readonly content?: 'summary' | 'full' | undefined
  readonly description?: string | undefined
  readonly status?: 'enabled' | 'disabled' | undefined
}

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Rules for addresses: https, or http to loopback; no userinfo, no fragment. */
export function checkUrl(text: string): FieldError[] {
  const refuse = (code: string, detail: string) => [{ pointer: '/url', code, detail }]
  if (!URL.canParse(text)) return refuse('wrong_format', 'must be an absolute URL')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
    return refuse('not_allowed', 'must be https, or http to a loopback address')
  }
  if (url.username || url.password) return refuse('not_allowed', 'must hold no user name and no password')
  if (text.includes('#')) return refuse('not_allowed', 'must have no fragment')
  return []
}

function checkSettings(enterprise: Enterprise, { url, serviceIds = [] }: EndpointSettings): void {
  const unknown = serviceIds.flatMap((id, index) =>
    enterprise.services.some((service) => service.id === id)
      ? []
      : [
          {
            pointer: `/serviceIds/${index}`,
            code: 'unknown_service',
            detail: 'is not a service of this company',
          },
        ],
  )
  const errors = [...(url === undefined ? [] : checkUrl(url)), ...unknown]
  if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
}

/** @throws RefusalError validation_failed, limit_reached */
export function createEndpoint(
  core: Core,
  enterprise: Enterprise,
  settings: EndpointSettings & { readonly url: string },
): WebhookEndpointWithSecret {
  checkSettings(enterprise, settings)
  if (enterprise.endpointIds.length >= core.settings.webhookEndpoints) throw new RefusalError('limit_reached')
  const now = core.clock.now()
  const secret = generateSecret({ randomBytes: core.randomBytes })
  const { secretKey, publicKey } = generateKeyPair({ randomBytes: core.randomBytes })
  const record: EndpointRecord = {
    id: core.ids.next('whe'),
    enterpriseId: enterprise.id,
    url: settings.url,
    eventTypes: settings.eventTypes ?? [],
    serviceIds: settings.serviceIds ?? [],
    content: settings.content ?? 'summary',
    description: settings.description ?? null,
    status: 'enabled',
    disabledReason: null,
    createdAt: now,
    updatedAt: now,
    secrets: [{ secret, endsAt: null }],
    secretKey,
    publicKey,
    failingSince: null,
  }
  core.state.endpoints.set(record.id, record)
  enterprise.endpointIds.push(record.id)
  return { ...showEndpoint(record), secret }
}

/** @throws RefusalError validation_failed */
export function updateEndpoint(
  core: Core,
  enterprise: Enterprise,
  record: EndpointRecord,
  settings: EndpointSettings,
): WebhookEndpoint {
  checkSettings(enterprise, settings)
  record.url = settings.url ?? record.url
  record.eventTypes = settings.eventTypes ?? record.eventTypes
  record.serviceIds = settings.serviceIds ?? record.serviceIds
  record.content = settings.content ?? record.content
  record.description = settings.description ?? record.description
  if (settings.status !== undefined) {
    record.status = settings.status
    record.disabledReason = settings.status === 'disabled' ? 'by_company' : null
    record.failingSince = null
  }
  record.updatedAt = core.clock.now()
  return showEndpoint(record)
}

/** Ends an endpoint; what was still to be delivered to it is not. */
export function deleteEndpoint(core: Core, enterprise: Enterprise, record: EndpointRecord): void {
  core.state.endpoints.delete(record.id)
  const position = enterprise.endpointIds.indexOf(record.id)
  if (position >= 0) enterprise.endpointIds.splice(position, 1)
}

/** Secrets that sign at a moment (ms), the newest first. */
export function liveSecrets({ secrets }: EndpointRecord, now: number): string[] {
  return secrets.filter(({ endsAt }) => endsAt === null || endsAt > now).map(({ secret }) => secret)
}

/**
 * A new secret signs at once; the former one beside it for a while. At most two are live: an older one ends.
 *
 * @throws RefusalError validation_failed: the given secret is not one, or is the one in use
 */
export function rotateSecret(
  core: Core,
  record: EndpointRecord,
  {
    overlapSeconds,
    secret: given,
  }: { readonly overlapSeconds: number; readonly secret?: string | undefined },
): WebhookEndpointWithSecret {
  const now = core.clock.now()
  const [current] = record.secrets
  const refuse = (code: string, detail: string) =>
    new RefusalError('validation_failed', { errors: [{ pointer: '/secret', code, detail }] })
  if (given !== undefined) {
    try {
      decodeSecret(given)
    } catch {
      throw refuse('wrong_format', 'must be whsec_ and the canonical base64 of 24–64 bytes')
    }
    if (given === current?.secret) throw refuse('not_allowed', 'is the one in use')
  }
  const secret = given ?? generateSecret({ randomBytes: core.randomBytes })
  const former =
    current && overlapSeconds > 0 ? [{ secret: current.secret, endsAt: now + overlapSeconds * 1_000 }] : []
  record.secrets = [{ secret, endsAt: null }, ...former]
  record.updatedAt = now
  return { ...showEndpoint(record), secret }
}

/** An endpoint as it is shown: its secret stands only in the answers of creation and rotation. */
export function showEndpoint(record: EndpointRecord): WebhookEndpoint {
  const { id, url, content, description, status, disabledReason, publicKey } = record
  return {
    id,
    url,
    eventTypes: [...record.eventTypes],
    serviceIds: [...record.serviceIds],
    content,
    description,
    status,
    disabledReason,
    createdAt: formatShanghaiTime(record.createdAt),
    updatedAt: formatShanghaiTime(record.updatedAt),
    publicKey,
  }
}
