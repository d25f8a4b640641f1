import type { Jwks } from '../contract/oauth.js'
import type {
  PingResult,
  RecoveryInput,
  RecoveryResult,
  SecretRotation,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointInput,
  WebhookEndpointPatch,
  WebhookEndpointWithSecret,
} from '../contract/webhook-endpoint.js'
import { createList, type List } from './list.js'
import type { CallOptions } from './options.js'
import type { CallInput, CallResult } from './route-io.js'
import type { Transport } from './transport.js'

export type WebhookEndpointFilters = NonNullable<CallInput<'listWebhookEndpoints'>['query']>
export type WebhookEndpointPage = CallResult<'listWebhookEndpoints'>
export type WebhookDeliveryFilters = NonNullable<CallInput<'listWebhookDeliveries'>['query']>
export type WebhookDeliveryPage = CallResult<'listWebhookDeliveries'>

/** Where the platform delivers events. */
export class WebhookEndpoints {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Has events delivered to a URL. Keep the `secret` of the answer: only {@link rotateSecret} shows one again.
   *
   * @example
   * const { secret } = await client.webhookEndpoints.create({ url: 'https://company.example/webhooks/tousu' })
   */
  create(input: WebhookEndpointInput, options?: CallOptions): Promise<WebhookEndpointWithSecret> {
    return this.#transport.call('createWebhookEndpoint', { body: input }, options)
  }

  list(
    filters: WebhookEndpointFilters = {},
    options?: CallOptions,
  ): List<WebhookEndpoint, WebhookEndpointPage> {
    return createList({
      fetch: (cursor) =>
        this.#transport.call(
          'listWebhookEndpoints',
          { query: cursor === undefined ? filters : { ...filters, cursor } },
          options,
        ),
      items: ({ items }) => items,
      next: ({ nextCursor }) => nextCursor,
    })
  }

  retrieve(id: string, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.#transport.call('retrieveWebhookEndpoint', { params: { id } }, options)
  }

  /** Changes what is given. `status: 'enabled'` brings one back that the platform disabled. */
  update(id: string, patch: WebhookEndpointPatch, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.#transport.call('updateWebhookEndpoint', { params: { id }, body: patch }, options)
  }

  async delete(id: string, options?: CallOptions): Promise<void> {
    await this.#transport.call('deleteWebhookEndpoint', { params: { id } }, options)
  }

  /** A new secret. The former one goes on signing for `overlapSeconds`, 0–86,400: give the receiver both. */
  rotateSecret(id: string, input: SecretRotation, options?: CallOptions): Promise<WebhookEndpointWithSecret> {
    return this.#transport.call('rotateWebhookSecret', { params: { id }, body: input }, options)
  }

  /** Sends an `endpoint.ping` now. */
  ping(id: string, options?: CallOptions): Promise<PingResult> {
    return this.#transport.call('pingWebhookEndpoint', { params: { id } }, options)
  }

  /** Deliveries to an endpoint in the last 14 days, the newest first, with how each attempt ended. */
  deliveries(
    id: string,
    filters: WebhookDeliveryFilters = {},
    options?: CallOptions,
  ): List<WebhookDelivery, WebhookDeliveryPage> {
    return createList({
      fetch: (cursor) =>
        this.#transport.call(
          'listWebhookDeliveries',
          { params: { id }, query: cursor === undefined ? filters : { ...filters, cursor } },
          options,
        ),
      items: ({ items }) => items,
      next: ({ nextCursor }) => nextCursor,
    })
  }

  /**
   * Has all events sent again that the endpoint has not taken: those that were given up, and those that happened while
   * it was disabled. Each keeps its `webhook-id`. Enable the endpoint first.
   */
  recover(id: string, input: RecoveryInput = {}, options?: CallOptions): Promise<RecoveryResult> {
    return this.#transport.call('recoverWebhookEndpoint', { params: { id }, body: input }, options)
  }

  /** Public keys of the endpoint's `v1a` signatures. */
  retrieveKeys(id: string, options?: CallOptions): Promise<Jwks> {
    return this.#transport.call('retrieveWebhookKeys', { params: { id } }, options)
  }
}
