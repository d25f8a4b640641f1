import { limits } from '../contract/limits.js'

/** Defaults of the options that are numbers, as `TousuClientOptions` and the guide tell them. */
export const defaults = {
  /** Milliseconds. */
  timeoutMs: 30_000,
  /** Milliseconds: 20 MiB at 0.6 Mbit/s. */
  fileTimeoutMs: 300_000,
  /** Milliseconds. */
  connectTimeoutMs: 10_000,
  /** Milliseconds. */
  headersTimeoutMs: 20_000,
  /** Milliseconds. */
  bodyTimeoutMs: 20_000,
  /** Bytes: 16 MiB. */
  maxResponseBytes: 16 * 1024 * 1024,
  /** Bytes. */
  maxFileBytes: limits.fileBytes,
} as const
