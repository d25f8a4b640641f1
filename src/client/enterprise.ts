import type { CategoryList, Enterprise as EnterpriseProfile, ServiceList } from '../contract/enterprise.js'
import type { CallOptions } from './options.js'
import type { CallInput } from './route-io.js'
import type { Transport } from './transport.js'

export type CategoryFilters = NonNullable<CallInput<'listCategories'>['query']>

/** The company itself. */
export class Enterprise {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** The profile, with the timely-handling rate (投诉处理及时率) in the current quarter. */
  retrieve(options?: CallOptions): Promise<EnterpriseProfile> {
    return this.#transport.call('retrieveEnterprise', {}, options)
  }

  /** The company's services, with their filing numbers (备案号). */
  services(options?: CallOptions): Promise<ServiceList> {
    return this.#transport.call('listServices', {}, options)
  }

  /** Categories of complaints: the current taxonomy, or an older `version`. */
  categories(filters: CategoryFilters = {}, options?: CallOptions): Promise<CategoryList> {
    return this.#transport.call('listCategories', { query: filters }, options)
  }
}
