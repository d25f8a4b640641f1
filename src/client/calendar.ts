import type { CalendarYear } from '../contract/calendar.js'
import type { CallOptions } from './options.js'
import type { Transport } from './transport.js'

/** The working days by which the platform counts. */
export class Calendar {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * A published year, as `loadYear` of `tousu/calendar` takes it.
   *
   * @throws NotFoundError with `problem.code` `year_not_published`
   */
  retrieve(year: number | string, options?: CallOptions): Promise<CalendarYear> {
    return this.#transport.call('retrieveCalendarYear', { params: { year: String(year) } }, options)
  }
}
