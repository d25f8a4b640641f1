/**
 * First-level categories as the ministry's notices name them. A complaint keeps the version under which it was
 * filed. Sources: launch notice 2019; MIIT notices on 2022 Q1 and on 2022 Q4 (客服渠道 in place of 渠道反馈).
 * The codes are ours.
 */
export const taxonomies = {
  '2019': {
    personal_information: '个人隐私信息保护',
    service_function: '服务功能',
    complaint_mechanism: '企业投诉机制',
  },
  '2022Q1': {
    service_function: '服务功能',
    feedback_channel: '渠道反馈',
    personal_information: '个人信息保护',
    other: '其他',
  },
  '2022Q4': {
    service_function: '服务功能',
    customer_service_channel: '客服渠道',
    personal_information: '个人信息保护',
    other: '其他',
  },
} as const satisfies Record<string, Record<string, string>>

export type TaxonomyVersion = keyof typeof taxonomies

/** The version under which new complaints are filed. */
export const currentTaxonomy = '2022Q4' satisfies TaxonomyVersion

export const taxonomyVersions = ['2019', '2022Q1', '2022Q4'] as const satisfies readonly TaxonomyVersion[]
