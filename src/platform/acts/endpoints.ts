/** Webhook endpoints: created, changed, disabled, ended. */
import type { Locale } from '../../contract/field-errors.js'
import type { WebhookEndpoint, WebhookEndpointWithSecret } from '../../contract/index.js'
import { generateSecret } from '../../webhooks/secret.js'
import type { Core } from '../core.js'
import { createEndpointKey } from '../deliveries/endpoint-keys.js'
import { showEndpoint } from '../endpoint-view.js'
import { perform } from '../events.js'
import { RefusalError } from '../refusal.js'
import type { EndpointRecord, Enterprise } from '../state.js'
import { checkEndpoint } from './endpoint-rules.js'

export { showEndpoint } from '../endpoint-view.js'
export { liveSecrets, rotateSecret } from './endpoint-secrets.js'

export interface EndpointSettings {
  readonly url?: string | undefined
  readonly eventTypes?: readonly string[] | undefined
  readonly serviceIds?: readonly string[] | undefined
  readonly content?: 'summary' | 'full' | undefined
  readonly description?: string | undefined
  readonly status?: 'enabled' | 'disabled' | undefined
}

/** Why an endpoint is disabled: it answered 410, it failed for days, or the company said so. */
export type DisabledReason = 'gone' | 'failing' | 'by_company'

/**
 * Deliveries begin with the next event; no ping is sent.
 *
 * @throws RefusalError validation_failed with every wrong member; limit_reached
 */
export function createEndpoint(
  core: Core,
  enterprise: Enterprise,
  settings: EndpointSettings & { readonly url: string },
  locale: Locale = 'en',
): WebhookEndpointWithSecret {
  assertRight(core, enterprise, settings, locale)
  if (enterprise.endpointIds.length >= core.settings.webhookEndpoints) throw new RefusalError('limit_reached')
  const now = core.clock.now()
  const secret = generateSecret({ randomBytes: core.randomBytes })
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
    keys: [createEndpointKey(core, now)],
    failingSince: null,
  }
  core.state.endpoints.set(record.id, record)
  enterprise.endpointIds.push(record.id)
  return { ...showEndpoint(core, record), secret }
}

/**
 * Changes what is given. Deliveries that are pending go to the new URL; disabling ends them.
 *
 * @throws RefusalError validation_failed with every wrong member
 */
export function updateEndpoint(
  core: Core,
  enterprise: Enterprise,
  record: EndpointRecord,
  settings: EndpointSettings,
  locale: Locale = 'en',
): WebhookEndpoint {
  assertRight(core, enterprise, settings, locale)
  // The new address has not failed yet.
  if (settings.url !== undefined && settings.url !== record.url) record.failingSince = null
  record.url = settings.url ?? record.url
  record.eventTypes = settings.eventTypes ?? record.eventTypes
  record.serviceIds = settings.serviceIds ?? record.serviceIds
  record.content = settings.content ?? record.content
  record.description = settings.description ?? record.description
  record.updatedAt = core.clock.now()
  if (settings.status === 'enabled') {
    record.status = 'enabled'
    record.disabledReason = null
    record.failingSince = null
  }
  if (settings.status === 'disabled') disableEndpoint(core, record, 'by_company')
  return showEndpoint(core, record)
}

/** Nothing is delivered any more until it is enabled again, and what was pending is dead. Told by an event. */
export function disableEndpoint(core: Core, record: EndpointRecord, reason: DisabledReason): void {
  if (record.status === 'disabled') return
  perform(core, (emission) => {
    record.status = 'disabled'
    record.disabledReason = reason
    record.updatedAt = core.clock.now()
    endDeliveries(core, record)
    emission.enterprise('endpoint.disabled', record.enterpriseId, { endpointId: record.id, reason })
  })
}

/** Ends an endpoint, and what was pending for it. */
export function deleteEndpoint(core: Core, enterprise: Enterprise, record: EndpointRecord): void {
  core.state.endpoints.delete(record.id)
  const position = enterprise.endpointIds.indexOf(record.id)
  if (position >= 0) enterprise.endpointIds.splice(position, 1)
  endDeliveries(core, record)
}

function endDeliveries({ state }: Core, { id }: EndpointRecord): void {
  for (const delivery of state.deliveries.values()) {
    if (delivery.endpointId !== id || delivery.status !== 'pending') continue
    delivery.status = 'dead'
    delivery.nextAttemptAt = null
  }
}

function assertRight(core: Core, enterprise: Enterprise, settings: EndpointSettings, locale: Locale): void {
  const errors = checkEndpoint(core.settings.profile, enterprise, settings, locale)
  if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
}
