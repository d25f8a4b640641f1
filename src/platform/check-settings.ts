import { ArgumentError } from '../errors.js'
import { defaultSettings, type Settings } from './settings.js'

interface Rule {
  readonly fits: (value: unknown) => boolean
  /** Completes "… must be". */
  readonly says: string
}

const isWhole = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max

function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): Rule {
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} on` : `${min} to ${max}`
  return { fits: (value) => isWhole(value, min, max), says: `a whole number from ${range}` }
}

function arrayOf({ fits, says }: Rule): Rule {
  return { fits: (value) => Array.isArray(value) && value.every(fits), says: `an array, each ${says}` }
}

/** The longest that `setTimeout` counts, in ms: 24.8 days. */
const longestWait = 2 ** 31 - 1
/** More days than the calendar has. */
const days = whole(0, 10_000)

const rules: { readonly [Name in keyof Settings]: Rule } = {
  seed: whole(0),
  workingDays: whole(1, 366),
  replyByDays: whole(1, 366),
  approachingWorkingDays: arrayOf(whole(0, 366)),
  approachingHour: whole(0, 23),
  unansweredDays: days,
  ratingDays: days,
  appealDays: days,
  repeatDays: days,
  publicMinimum: whole(0, 1_000_000),
  bulletinDays: whole(0, 80),
  fastGrowthPercent: whole(0, 1_000_000),
  review: {
    fits: (value) => value === 'automatic' || value === 'manual',
    says: 'automatic or manual',
  },
  supplements: whole(0, 1_000),
  sessionSeconds: whole(1, 31_536_000),
  guestSessionSeconds: whole(1, 31_536_000),
  codeSeconds: whole(1, 86_400),
  codeTries: whole(1, 100),
  codesPerPhone: whole(0, 1_000_000),
  codesPerSource: whole(0, 1_000_000),
  queriesPerSource: whole(0, 1_000_000),
  queriesOfAll: whole(0, 1_000_000_000),
  wrongQueryCodes: whole(0, 1_000_000),
  queryCodesPerSubject: whole(0, 1_000_000),
  suggestionsPerSource: whole(0, 1_000_000),
  filingDrafts: whole(0, 1_000),
  unfiledEvidence: whole(0, 1_000),
  outboxMessages: whole(0, 10_000_000),
  disclosuresPerDay: whole(0, 1_000_000),
  disclosureKeepDays: days,
  retentionDays: days,
  disclosureLogDays: days,
  encryptionKeyDelayHours: whole(0, 8_760),
  fileBytes: whole(1, 2 ** 30),
  feedDays: days,
  idempotencyDays: days,
  webhookEndpoints: whole(0, 10_000),
  profile: {
    fits: (value) => value === 'default' || value === 'production',
    says: 'default or production',
  },
  deliveryTimeoutMs: whole(1, longestWait),
  retryScheduleMs: arrayOf(whole(0)),
  retryJitter: {
    fits: (value) => typeof value === 'number' && value >= 0 && value <= 1,
    says: 'a number from 0 to 1',
  },
  recoveryDays: days,
  webhookKeyDays: whole(2, 10_000),
  disableAfterMs: whole(0),
  settleTimeoutMs: whole(0, longestWait),
  tokenSeconds: whole(1, 86_400),
  rateLimits: {
    fits: (value) =>
      value === null ||
      (typeof value === 'object' &&
        value !== null &&
        'quota' in value &&
        'windowSeconds' in value &&
        isWhole(value.quota, 1, 1_000_000) &&
        isWhole(value.windowSeconds, 1, 86_400)),
    says: 'null or { quota, windowSeconds }, whole numbers from 1 on',
  },
  logEntries: whole(0, 1_000_000),
  insecureSeededSecrets: { fits: (value) => typeof value === 'boolean', says: 'true or false' },
}

/** Options of `createPlatform` that are no settings. */
const others = ['now', 'clock', 'wireClock', 'calendar', 'nameCheck', 'wireTimer', 'fixtures', 'snapshot']

/**
 * Fills in the defaults.
 *
 * @throws ArgumentError an unknown setting, or one out of its range; the message says what is allowed
 */
export function checkSettings(given: Partial<Settings>): Settings {
  const settings: Settings = { ...defaultSettings }
  const known: Readonly<Record<string, Rule>> = rules
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined
    if (!rule) {
      const names = [...others, ...Object.keys(rules)].join(', ')
      throw new ArgumentError(`createPlatform has no option "${name}": it has ${names}.`)
    }
    if (value === undefined) continue
    if (!rule.fits(value)) {
      const seen = typeof value === 'object' ? 'what was given' : String(value)
      throw new ArgumentError(`${name} must be ${rule.says}, not ${seen}.`)
    }
    Object.assign(settings, { [name]: value })
  }
  return settings
}
