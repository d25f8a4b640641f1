/** The reference platform in memory: the other side of the contract, for tests and rehearsals. */
export type { Filed } from './acts/file.js'
export type { RatingInput } from './acts/rate.js'
export type { Duration, PlatformClock } from './clock.js'
export type { Consumer, FilingInput, OwnComplaint, OwnResponse } from './consumer.js'
export { createPlatform } from './create-platform.js'
export type { ClientAlgorithm, PrivateJwk } from './credentials.js'
export type { ConnectedHandler } from './deliveries/send.js'
export type { IdentityDocument } from './documents.js'
export type { ListenOptions, PlatformServer } from './faces/server.js'
export type { DeliveryFault, DeliveryFaultInput } from './faults/delivery-fault.js'
export type { FaultProfile, Faults } from './faults/faults.js'
export type { FaultInput } from './faults/request-fault.js'
export type { Fault } from './faults/script.js'
export type { WireTimer } from './faults/wire-timer.js'
export type { FixtureEnterprise } from './fixtures/build-past.js'
export type { FixtureOptions } from './fixtures/fixture-options.js'
export type { DeliveryEntry, DeliveryFilter, DeliveryLog } from './logs/delivery-log.js'
export type { RequestEntry, RequestFilter, RequestLog } from './logs/request-log.js'
export type { NameCheck, NameCheckResult } from './name-check.js'
export type { Operator, OperatorOptions } from './operators/operator.js'
export type { Outbox, OutboxMessage } from './people/outbox.js'
export type { PersonInput } from './person-checks.js'
export type { Platform, PlatformOptions } from './platform.js'
export { RefusalError } from './refusal.js'
export type {
  EnterpriseInput,
  RegisteredEnterprise,
  RegisteredWithKey,
  RegisteredWithSecret,
} from './register-enterprise.js'
export type {
  OperatorInput,
  OperatorWithKey,
  OperatorWithSecret,
  RegisteredOperator,
} from './register-operator.js'
export type { Settings } from './settings.js'
export type { Snapshot } from './snapshot/snapshot.js'
export type { Person } from './state.js'
export type { StatisticsInput } from './statistics/in-process.js'
export type { Span } from './statistics/span.js'
