import type { CategoryList, Enterprise as EnterpriseProfile, ServiceList } from '../contract/enterprise.js'
import type { Statistics } from '../contract/statistics.js'
import type { CallOptions } from './options.js'
import type { CallInput } from './route-io.js'
import type { Transport } from './transport.js'

export type CategoryFilters = NonNullable<CallInput<'listCategories'>['query']>
export type StatisticsFilters = NonNullable<CallInput<'retrieveStatistics'>['query']>

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

  /**
   * The company's own numbers: timely rate, received and answered, handling times, satisfaction, reopened, repeats and
   * growth, over the current quarter or over `from` to `to` (dates of Asia/Shanghai, both included).
   *
   * @throws ValidationError for a span that ends before it begins, or dates outside of 2018–2035
   * @example
   * const { total, groups } = await client.enterprise.statistics({ groupBy: 'service', from: '2026-07-01' })
   * console.log(total.timely.percent, groups.map(({ label, received }) => `${label} ${received}`))
   */
  statistics(filters: StatisticsFilters = {}, options?: CallOptions): Promise<Statistics> {
    return this.#transport.call('retrieveStatistics', { query: filters }, options)
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
