/** A platform with manual review, two companies, a person who files, and an operator. */
import type { FilingInput, PlatformOptions } from '../../../src/platform/index.js'
import { setUp as setUpHttp } from '../http/setup.js'

export const because = { note: '经审核，该投诉符合受理条件，请企业依规处理。' }

export async function setUp(options: PlatformOptions = {}) {
  const own = await setUpHttp({ review: 'manual', ...options })
  const other = await own.platform.registerEnterprise({ name: '另一家网络' })
  const operator = own.platform.operator({ actor: 'op-7' })
  return {
    ...own,
    other,
    operator,
    /** Files, and an operator accepts. */
    async fileAccepted(change: Partial<FilingInput> = {}) {
      const filed = await own.file(change)
      await operator.accept(filed.complaintId)
      return filed
    },
  }
}
