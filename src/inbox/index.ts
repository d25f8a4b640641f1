/** `tousu/inbox`: deliveries that are kept before the 2xx, and the worker that runs each of them. */
export type { Delivery, DeliveryStore, Envelope } from '../delivery.js'
export type {
  Claim,
  Claimed,
  ClaimRequest,
  DeadLetter,
  DeadLetters,
  Death,
  DeathReason,
  Gap,
  Inbox,
} from './inbox.js'
export { LeaseLostError } from './lease-lost.js'
export { memoryInbox } from './memory.js'
export { inboxSuite, type SuiteOptions, type SuiteTests } from './suite.js'
export { createWorker, type Worker, type WorkerActivity } from './worker.js'
export type {
  InboxContext,
  InboxHandler,
  InboxHandlers,
  InboxHandling,
  WorkerOptions,
} from './worker-options.js'
