/** Published numbers. Times are ms of domain time unless a name says otherwise. */

/** What is published of a group in a quarter: numbers of rounds. */
export interface QuarterGroup {
  /** Id of the company, or code of the category. */
  readonly group: string
  readonly received: number
  readonly answered: number
  readonly onTime: number
  readonly due: number
}

export interface QuarterCounts {
  readonly enterprise: readonly QuarterGroup[]
  readonly category: readonly QuarterGroup[]
}

/** 季度通报 as it was published; later decisions change only the present numbers. */
export interface BulletinRecord {
  readonly publishedAt: number
  readonly counts: QuarterCounts
}
