/** What `/control/v1` works with: the parts of a platform that are no part of the real one. */
import type { PlatformClock } from '../clock.js'
import type { Faults } from '../faults/faults.js'
import type { DeliveryLog } from '../logs/delivery-log.js'
import type { RequestLog } from '../logs/request-log.js'
import type { Outbox } from '../people/outbox.js'
import type { TimeMachine } from '../snapshot/time-machine.js'

export interface Control {
  /** Bearer token of `/control/v1`. */
  readonly token: string
  /** False in the `production` profile: there is no such face. */
  readonly isOn: boolean
  readonly clock: PlatformClock
  readonly faults: Faults
  readonly requests: RequestLog
  readonly deliveryLog: DeliveryLog
  readonly outbox: Outbox
  readonly timeMachine: TimeMachine
  /** Bytes of JSON of a snapshot that is answered; as many as a string can hold by default. */
  readonly longestSnapshot?: number | undefined
}
