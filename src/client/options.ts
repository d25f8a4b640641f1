import type { Clock } from '../clock.js'
import type { Timer } from '../timer.js'
import type { RequestDispatcher } from './dispatcher-sender.js'
import type { Fetch } from './fetch-sender.js'
import type { PrivateKeyInput } from './key-input.js'
import type { SigningAlgorithm } from './private-key.js'
import type { RetrySettings } from './retry.js'

/**
 * What a client is made from. Checked when it is made: whatever is wrong is told in one error.
 */
export interface TousuClientOptions {
  /** Origin of the platform, such as `https://platform.example`: https, or http to loopback. No path. */
  readonly baseUrl: string | URL
  /** The client's id at the platform. */
  readonly clientId: string
  /**
   * For `private_key_jwt`: PKCS#8 PEM, JWK (object or JSON text), KeyObject or CryptoKey; P-256, Ed25519, or RSA of at
   * least 2048 bits. Give this or `clientSecret`.
   */
  readonly privateKey?: PrivateKeyInput | undefined
  /** For `client_secret_basic`. */
  readonly clientSecret?: string | undefined
  /** `kid` of the key; the JWK's own by default. */
  readonly keyId?: string | undefined
  /** By the key by default: ES256, Ed25519, or PS256 for RSA. */
  readonly algorithm?: SigningAlgorithm | undefined
  /**
   * Opens contact disclosures: the private half of the company's encryption key, in the same forms as `privateKey`;
   * P-256, X25519, or RSA of at least 2048 bits. Never the key that signs. Needed by `discloseContact` alone.
   */
  readonly decryptionKey?: PrivateKeyInput | undefined
  /** Issuer of the authorization server; the origin of `baseUrl` by default. Metadata of another one is refused. */
  readonly issuer?: string | undefined
  /** Scopes to ask for, separated by spaces. Without it: all registered ones but `contacts:disclose`. */
  readonly scope?: string | undefined
  /** Sends requests: an undici agent, proxy or mock, or the `dispatcher` of the reference platform. Never closed. */
  readonly dispatcher?: RequestDispatcher | undefined
  /** Sends requests instead of a dispatcher: `fetch` of a runtime, or a mock that replaces it. */
  readonly fetch?: Fetch | undefined
  /** For a whole call, repeats and waits included, in ms. 30,000 by default. */
  readonly timeoutMs?: number | undefined
  /** The same for uploads and downloads. 300,000 by default: 20 MiB at 0.6 Mbit/s. */
  readonly fileTimeoutMs?: number | undefined
  /** To connect, TLS included, in ms; of the client's own agent only. 10,000 by default. */
  readonly connectTimeoutMs?: number | undefined
  /** From the request to the answer's headers, in ms; not with `fetch`. 20,000 by default. */
  readonly headersTimeoutMs?: number | undefined
  /** Between two pieces of an answer's body, in ms; not with `fetch`. 20,000 by default. */
  readonly bodyTimeoutMs?: number | undefined
  /** Decoded bytes of an answer that is read as a whole. 16 MiB by default. */
  readonly maxResponseBytes?: number | undefined
  /** Bytes of one file, either way. 20 MiB, the contract's limit, by default. */
  readonly maxFileBytes?: number | undefined
  /**
   * Repeats after network errors, 408, 425, 429, 500, 502, 503, 504 and 409 `idempotency_in_progress`. By default 2,
   * after up to 250 ms and up to 500 ms, or after what `Retry-After` asks for, up to 20 s.
   */
  readonly retry?: Partial<RetrySettings> | undefined
  /** Checks every answer against the contract. True by default; false saves time and trusts the platform. */
  readonly validateResponses?: boolean | undefined
  /** Allows http to other hosts than loopback: tokens then travel in the clear. False by default. */
  readonly allowInsecureHttp?: boolean | undefined
  /** Stands in front of the client's own `User-Agent`, such as `complaints-service/1.4`. */
  readonly userAgent?: string | undefined
  /** Language of the platform's messages and of `errors[].detail`. `en` by default. */
  readonly language?: 'zh-CN' | 'en' | undefined
  /** Domain time, by which a deadline has passed or not. The system's clock by default. */
  readonly clock?: Clock | undefined
  /** Time of tokens and assertions. The system's clock by default. */
  readonly wireClock?: Clock | undefined
  /** For jitter: 0 ≤ n < 1. `Math.random` by default. */
  readonly random?: (() => number) | undefined
  /** Runs waits and time-outs. The system's timers by default; tests give their own and never wait. */
  readonly timer?: Timer | undefined
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call with `AbortedError`. */
  readonly signal?: AbortSignal | undefined
  /** For this call, repeats and waits included, in ms. */
  readonly timeoutMs?: number | undefined
  /**
   * Key of a write, 1–255 visible ASCII characters: the same key never acts twice. A random one for each call by
   * default; all repeats of one call carry the same. Reads send none.
   */
  readonly idempotencyKey?: string | undefined
  /** More headers, such as one of a gateway. The client's own cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Your staff reference (`Tousu-Actor`), 1–64 visible ASCII characters, never a name. Kept in the history. */
  readonly actor?: string | undefined
}

/** What acts on a complaint take. */
export interface ActOptions extends CallOptions {
  /** Only if the complaint still has this revision (`If-Match`), else `RevisionConflictError`. */
  readonly ifRevision?: number | undefined
}

/** What {@link Complaints.respond} takes. */
export interface RespondOptions extends ActOptions {
  /**
   * Has the platform check the answer first, and submits nothing when it warns of anything: `ValidationError`, with
   * the warnings as its `errors`. False by default: warnings come back with the answer. It costs one more request,
   * with a time-out of its own, and the scope `complaints:write`; and of an answer that was submitted already it
   * says so (`already_responded`) instead of giving it again for its `idempotencyKey`.
   */
  readonly refuseOnWarning?: boolean | undefined
}
