/** A text of the public columns, in both languages. */
export interface Text {
  readonly zh: string
  readonly en: string
}
