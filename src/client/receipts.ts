import type { Jwks } from '../contract/oauth.js'
import type { CallOptions } from './options.js'
import type { Transport } from './transport.js'

/** Receipts (答复回执) of final answers. */
export class Receipts {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * The keys that `verifyReceipt` takes. Keep them with the receipts: then nobody need be asked again.
   *
   * @example
   * await verifyReceipt({ receipt, response, keys: await client.receipts.keys() })
   */
  keys(options?: CallOptions): Promise<Jwks> {
    return this.#transport.call('retrieveReceiptKeys', {}, options)
  }
}
