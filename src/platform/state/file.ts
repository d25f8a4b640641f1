/** Files. Times are ms of domain time unless a name says otherwise. */

/** A file of a complaint or of an answer. */
export interface FileRecord {
  readonly id: string
  /** As it was uploaded. */
  readonly name: string
  readonly contentType: string
  readonly sha256: string
  readonly data: Uint8Array
}

/** An upload that answers may refer to. */
export interface AttachmentRecord extends FileRecord {
  readonly enterpriseId: string
  readonly uploadedAt: number
}
