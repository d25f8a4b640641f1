/** Forms and limits of a delivery. Standard Webhooks 1.0 leaves most of them open; ours are strict. */

/** Without a full stop, which parts the signed text. */
export const idPattern = /^[A-Za-z0-9_-]{1,128}$/
/** Seconds since 1970; no sign, space, fraction or exponent. */
export const timestampPattern = /^[0-9]{1,12}$/
export const maxTimestamp = 999_999_999_999
/** Entries of one `webhook-signature`. */
export const maxSignatures = 16
/** Ed25519 costs a hundred times an HMAC of a small body, so fewer are tried. */
export const maxEd25519Signatures = 4
export const maxPublicKeys = 4
/** Each secret costs a hash of the body. */
export const maxSecrets = 16
/** Both ways. */
export const defaultToleranceSeconds = 300
/** More would make a captured delivery good for days. */
export const maxToleranceSeconds = 86_400

/** A body is hashed and decoded whole. An event has 256 KiB at most; what is far above is no event. */
export const maxBodyBytes = 64 * 1024 * 1024

export const hmacBytes = 32
export const ed25519Bytes = 64
