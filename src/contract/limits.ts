/** Sizes that both sides agree on. A platform may set its own; these are the contract's defaults. */
export const limits = {
  /** Code points. */
  title: 100,
  /** Code points. */
  description: 5_000,
  /** Code points. */
  demand: 1_000,
  /** Code points, at least and at most. */
  statement: { min: 10, max: 2_000 },
  /** Code points of an operator's reason, at least and at most. */
  note: { min: 10, max: 1_000 },
  /** Items, and code points of each. */
  measures: { items: 20, length: 200 },
  /** Items, and code points of a note. */
  contactAttempts: { items: 20, note: 200 },
  /** Code points of the note of a contact disclosure. */
  disclosureNote: 200,
  /** More working days that one extension may ask for. */
  extensionWorkingDays: 10,
  /** Attachments of one answer, evidence files of one filing. */
  files: 9,
  /** Bytes of one file: 20 MiB. */
  fileBytes: 20 * 1024 * 1024,
  /** Code points of a file's name. */
  fileName: 200,
  /** Live public keys of a company's client. */
  clientKeys: 2,
  /** Code points of a key's id. */
  keyId: 128,
  /** Wrong members that one refusal lists. */
  fieldErrors: 100,
  /** Of the directory: code points of a name, services and aliases of a company. */
  directory: { name: 100, services: 100, aliases: 20 },
  /** Code points of a title and of a text of the public columns. */
  column: { title: 200, text: 5_000 },
  /** Items on a page. */
  page: { default: 50, max: 100 },
  /** Members of `metadata`, code points of a key and of a value. */
  metadata: { members: 50, key: 40, value: 500 },
  /** Bytes of a JSON request body: 1 MiB. */
  jsonBytes: 1024 * 1024,
  /** Bytes of a webhook delivery: 256 KiB. */
  eventBytes: 256 * 1024,
  /** Visible ASCII characters of an `Idempotency-Key`. */
  idempotencyKey: 255,
  /** Characters of a `Tousu-Actor`. */
  actor: 64,
} as const
