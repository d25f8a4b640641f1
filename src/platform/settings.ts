/**
 * Rules that the real platform does not publish, as settings, each with its default. See docs/contract.md for the
 * sources of those that are published.
 */
import { limits } from '../contract/limits.js'

export interface Settings {
  /** Seed of ids, jitter and fixtures: a whole number from 0 on. */
  readonly seed: number
  /** Length of the handling period. Published: 10 working days. */
  readonly workingDays: number
  /** `replyBy`: the n-th calendar day after assignment (工信部令第20号, 第24号 art. 12). */
  readonly replyByDays: number
  /**
   * Working days before `dueDate` at which `complaint.deadline_approaching` is sent, at `approachingHour`. Those that
   * are not fewer than `workingDays` are left out.
   */
  readonly approachingWorkingDays: readonly number[]
  /** Hour of the day in Asia/Shanghai, 0–23. */
  readonly approachingHour: number
  /** Calendar days after `dueDate` after which an unanswered round is closed. */
  readonly unansweredDays: number
  /** Calendar days in which a person rates an answer before it counts as confirmed. */
  readonly ratingDays: number
  /** Calendar days after closing within which a person may appeal. */
  readonly appealDays: number
  /** Calendar days after closing in which another complaint of the person about the service is a repeat. */
  readonly repeatDays: number
  /** Numbers of rounds below it are suppressed in what is public, and nobody is named for them; 0: none. */
  readonly publicMinimum: number
  /** Calendar days after a quarter after which its bulletin is published. */
  readonly bulletinDays: number
  /** Growth to the quarter before, in per cent, from which a bulletin names a company. */
  readonly fastGrowthPercent: number
  /** Who reviews filings: nobody, so that they are assigned at once, or an operator. */
  readonly review: 'automatic' | 'manual'
  /** How often a person may add to a complaint. */
  readonly supplements: number
  /** Life of a session in seconds of wire time. */
  readonly sessionSeconds: number
  /** Life of a guest's session in seconds of wire time. */
  readonly guestSessionSeconds: number
  /** Life of a one-time code in seconds of wire time. */
  readonly codeSeconds: number
  /** Tries of one one-time code. */
  readonly codeTries: number
  /** One-time codes to one phone in 24 h of wire time. */
  readonly codesPerPhone: number
  /** One-time codes that one address asks for in an hour of wire time. */
  readonly codesPerSource: number
  /** Queries without an account from one address in an hour of wire time. */
  readonly queriesPerSource: number
  /** Queries without an account of everybody in an hour of wire time. */
  readonly queriesOfAll: number
  /** Wrong query codes for one number in 24 h of wire time; after that only a code to the phone helps. */
  readonly wrongQueryCodes: number
  /** Codes to the phone on record for one number, or for one document, in 24 h of wire time. */
  readonly queryCodesPerSubject: number
  /** Suggestions from one address in 24 h of wire time. */
  readonly suggestionsPerSource: number
  /** Filings in the making of one person. */
  readonly filingDrafts: number
  /** Files of one person that are not filed yet. */
  readonly unfiledEvidence: number
  /** Messages that the outbox keeps; the oldest go first. */
  readonly outboxMessages: number
  /** Contact disclosures of one company on one date of Asia/Shanghai. */
  readonly disclosuresPerDay: number
  /** Calendar days for which a company may keep what was disclosed. */
  readonly disclosureKeepDays: number
  /** Hours of domain time after which a company's new encryption key takes effect. */
  readonly encryptionKeyDelayHours: number
  /** Calendar days after closing for which personal data is kept; then it is erased. */
  readonly retentionDays: number
  /** Calendar days for which the log of contact disclosures is kept: three years. */
  readonly disclosureLogDays: number
  /** Bytes of one evidence file or attachment. */
  readonly fileBytes: number
  /** Calendar days for which the feed reaches back. */
  readonly feedDays: number
  /** Calendar days for which an `Idempotency-Key` is kept. */
  readonly idempotencyDays: number
  /** Webhook endpoints of one company. */
  readonly webhookEndpoints: number
  /**
   * `production`: deliveries go to global unicast addresses alone, checked when they are dialled, over https; in the
   * default profile also to loopback, over http.
   */
  readonly profile: 'default' | 'production'
  /** Wire time. */
  readonly deliveryTimeoutMs: number
  /** Pauses before the 2nd, 3rd … attempt of a delivery, in ms of domain time; jitter is added. */
  readonly retryScheduleMs: readonly number[]
  /** Share of a pause that jitter may add, 0–1. */
  readonly retryJitter: number
  /** Calendar days that redelivery and recovery reach back. */
  readonly recoveryDays: number
  /** Calendar days for which a key of an endpoint signs (`v1a`); the next is published 24 h before its first use. */
  readonly webhookKeyDays: number
  /** Domain time of nothing but failures after which an endpoint is disabled. */
  readonly disableAfterMs: number
  /** How long `clock.advance` waits for deliveries, in ms of wire time. */
  readonly settleTimeoutMs: number
  /** Life of an access token in seconds of wire time. */
  readonly tokenSeconds: number
  /** Requests that a client may send: `quota` in each `windowSeconds` of wire time; null: no limit. */
  readonly rateLimits: { readonly quota: number; readonly windowSeconds: number } | null
  /** Requests that `platform.requests` remembers, the last ones. */
  readonly logEntries: number
  /** Secrets come from the seed too: same seed and calls give the same bytes. Refused off loopback. */
  readonly insecureSeededSecrets: boolean
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

export const defaultSettings: Settings = {
  seed: 1,
  workingDays: 10,
  replyByDays: 15,
  approachingWorkingDays: [3, 1],
  approachingHour: 9,
  unansweredDays: 30,
  ratingDays: 15,
  appealDays: 15,
  repeatDays: 30,
  publicMinimum: 10,
  bulletinDays: 15,
  fastGrowthPercent: 50,
  review: 'automatic',
  supplements: 20,
  sessionSeconds: 86_400,
  guestSessionSeconds: 3_600,
  codeSeconds: 300,
  codeTries: 5,
  codesPerPhone: 10,
  codesPerSource: 100,
  queriesPerSource: 100,
  queriesOfAll: 10_000,
  wrongQueryCodes: 5,
  queryCodesPerSubject: 5,
  suggestionsPerSource: 20,
  filingDrafts: 20,
  unfiledEvidence: 50,
  outboxMessages: 10_000,
  disclosuresPerDay: 200,
  disclosureKeepDays: 30,
  encryptionKeyDelayHours: 24,
  retentionDays: 3_650,
  disclosureLogDays: 1_095,
  fileBytes: limits.fileBytes,
  feedDays: 400,
  idempotencyDays: 7,
  webhookEndpoints: 20,
  profile: 'default',
  deliveryTimeoutMs: 15 * second,
  retryScheduleMs: [
    5 * second,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ],
  retryJitter: 0.1,
  recoveryDays: 14,
  webhookKeyDays: 365,
  disableAfterMs: 5 * 24 * hour,
  settleTimeoutMs: 15 * second,
  tokenSeconds: 600,
  rateLimits: null,
  logEntries: 1_000,
  insecureSeededSecrets: false,
}
