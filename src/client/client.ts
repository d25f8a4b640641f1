import type { Activity } from './activity.js'
import { Attachments } from './attachments.js'
import { Calendar } from './calendar.js'
import { Complaints } from './complaints.js'
import { ContactDisclosures } from './contact-disclosures.js'
import { Enterprise } from './enterprise.js'
import { Events } from './events.js'
import type { TousuClientOptions } from './options.js'
import { Receipts } from './receipts.js'
import { readSettings } from './settings.js'
import { Transport } from './transport.js'
import { WebhookDeliveries } from './webhook-deliveries.js'
import { WebhookEndpoints } from './webhook-endpoints.js'

const inspect = Symbol.for('nodejs.util.inspect.custom')

/**
 * The company side of the platform. Make one and keep it: it holds a token and open connections, and may be used by
 * any number of calls at once.
 *
 * @throws ArgumentError when options are wrong; it lists all that is
 * @example
 * const client = new TousuClient({ baseUrl: 'https://platform.example', clientId, privateKey })
 * const complaint = await client.complaints.retrieve(id)
 */
export class TousuClient {
  readonly complaints: Complaints
  readonly attachments: Attachments
  readonly contactDisclosures: ContactDisclosures
  readonly events: Events
  readonly webhookEndpoints: WebhookEndpoints
  readonly webhookDeliveries: WebhookDeliveries
  readonly enterprise: Enterprise
  readonly calendar: Calendar
  readonly receipts: Receipts
  readonly #transport: Transport

  constructor(options: TousuClientOptions) {
    const transport = new Transport(readSettings(options))
    this.#transport = transport
    this.complaints = new Complaints(transport)
    this.attachments = new Attachments(transport)
    this.contactDisclosures = new ContactDisclosures(transport)
    this.events = new Events(transport)
    this.webhookEndpoints = new WebhookEndpoints(transport)
    this.webhookDeliveries = new WebhookDeliveries(transport)
    this.enterprise = new Enterprise(transport)
    this.calendar = new Calendar(transport)
    this.receipts = new Receipts(transport)
  }

  /** Tells of requests, answers, repeats and tokens, as they happen. */
  get activity(): Activity {
    return this.#transport.activity
  }

  /**
   * Waits for calls that are under way, then closes the client's own connections; a `dispatcher` that was given stays
   * open. Without it a process ends all the same: idle connections do not hold it.
   */
  close(): Promise<void> {
    return this.#transport.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** What is safe to log. */
  toJSON(): { baseUrl: string; clientId: string } {
    const { origin, clientId } = this.#transport.settings
    return { baseUrl: origin, clientId }
  }

  [inspect](): string {
    return `TousuClient ${JSON.stringify(this.toJSON())}`
  }
}
