import type { WebhookDelivery } from '../contract/webhook-endpoint.js'
import type { CallOptions } from './options.js'
import type { Transport } from './transport.js'

/** What the platform sent to the company's endpoints; {@link WebhookEndpoints.deliveries} lists it. */
export class WebhookDeliveries {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Has the event of a delivery sent again, now, in a new delivery with the same `webhook-id`. Deliveries reach back 14
   * days.
   */
  redeliver(id: string, options?: CallOptions): Promise<WebhookDelivery> {
    return this.#transport.call('redeliverWebhook', { params: { id } }, options)
  }
}
