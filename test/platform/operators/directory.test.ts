import { describe, expect, it } from 'vitest'
import { suggest } from '../../../src/platform/acts/suggest.js'
import { searchDirectory } from '../../../src/platform/directory.js'
import { companies } from '../../../src/platform/fixtures/companies.js'
import { createOperator } from '../../../src/platform/operators/operator.js'
import { initialsOf } from '../../../src/platform/pinyin.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import { createCore } from '../core/setup.js'
import { note } from './setup.js'

function fill() {
  const core = createCore()
  const operator = createOperator(core, { actor: 'op-7' })
  registerEnterprise(core, {
    name: '示例青禾视听科技',
    aliases: ['青禾视听', 'Qinghe'],
    services: [{ name: '青禾视频' }, { name: '青禾点播', type: 'mini_program' }],
  })
  return { core, operator }
}

describe('the directory', () => {
  it('has every connected company by itself, with its services', async () => {
    const { core } = fill()
    const [enterprise] = core.state.enterprises.values()
    expect(searchDirectory(core)).toEqual([
      {
        id: expect.stringMatching(/^dir_/),
        name: '示例青禾视听科技',
        initials: 'SLQHSTKJ',
        aliases: ['青禾视听', 'Qinghe'],
        connected: true,
        enterpriseId: enterprise?.id,
        services: enterprise?.services,
      },
    ])
  })

  it('finds by name, alias, service and initials, however they are typed', async () => {
    const { core, operator } = fill()
    await operator.addCompany({ name: '云海商城', aliases: ['Yunhai'], services: [], note })
    const names = (search: Parameters<typeof searchDirectory>[1]) =>
      searchDirectory(core, search).map(({ name }) => name)
    for (const query of ['青禾', '视听 科技', 'ｑｉｎｇｈｅ', 'QINGHE', '青禾点播', 'slqh']) {
      expect(`${query} ${names({ query })}`).toBe(`${query} 示例青禾视听科技`)
    }
    expect(names({ query: '没有的公司' })).toEqual([])
    expect(names({ initial: 's' })).toEqual(['示例青禾视听科技'])
    expect(names({ initial: 'YH' })).toEqual(['云海商城'])
    expect(names({})).toEqual(['示例青禾视听科技', '云海商城'])
    expect(names({ connected: false })).toEqual(['云海商城'])
    expect(names({ serviceType: 'mini_program' })).toEqual(['示例青禾视听科技'])
  })

  it('lets operators enter, change and remove companies that are not connected', async () => {
    const { operator } = fill()
    const added = await operator.addCompany({
      name: '云海商城',
      services: [{ name: '云海拼单', type: 'mini_program' }],
      note,
    })
    expect(added).toMatchObject({
      initials: 'YHSC',
      connected: false,
      enterpriseId: null,
      services: [{ id: expect.stringMatching(/^svc_/), filingNumber: null }],
    })
    expect(
      await operator.updateCompany(added.id, { name: '云山商城', aliases: ['云山'], note }),
    ).toMatchObject({
      initials: 'YSSC',
      aliases: ['云山'],
      services: [{ name: '云海拼单' }],
    })
    await operator.removeCompany(added.id, { note })
    expect(await operator.companies({ connected: false })).toEqual([])
    await expect(operator.removeCompany(added.id, { note })).rejects.toThrow('not_found')
  })

  it('leaves name and services of a connected company to its registration', async () => {
    const { operator } = fill()
    const [company] = await operator.companies()
    const id = company?.id ?? ''
    for (const change of [{ name: '改名' }, { services: [] }]) {
      await expect(operator.updateCompany(id, { ...change, note })).rejects.toThrow('company_connected')
    }
    await expect(operator.removeCompany(id, { note })).rejects.toThrow('company_connected')
    expect(await operator.updateCompany(id, { aliases: ['青禾'], initials: 'QH', note })).toMatchObject({
      aliases: ['青禾'],
      initials: 'QH',
    })
  })

  it('keeps the place of a company that connects later', async () => {
    const { core, operator } = fill()
    const added = await operator.addCompany({ name: '云海商城', aliases: ['Yunhai'], note })
    const { id } = registerEnterprise(core, { name: '云海商城', services: [{ name: '云海' }] })
    expect(await operator.companies({ query: '云海' })).toMatchObject([
      { id: added.id, connected: true, enterpriseId: id, aliases: ['Yunhai'], services: [{ name: '云海' }] },
    ])
  })

  // 朝 and 长 are read in two ways: such a company gives its initials.
  const plain = companies.filter(({ name }) => !/[朝长]/.test(name))
  it.each(plain.map(({ name, initials }) => [name, initials]))('reads %s as %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('keeps letters and digits of a name, and leaves out the rest', () => {
    expect(initialsOf('58 同城·ａｂ（中国）')).toBe('58TCABZG')
    expect(initialsOf('——')).toBe('')
  })

  it.each(['sl', 'S L', '示', ''])('refuses the initials "%s"', async (initials) => {
    const { core, operator } = fill()
    expect(() => registerEnterprise(core, { name: '示例网络', initials })).toThrow('initials must be')
    await expect(operator.addCompany({ name: '示例网络', initials, note })).rejects.toThrow(
      'validation_failed',
    )
  })
})

describe('the public columns', () => {
  const words = (zh: string) => ({ zh, en: 'Words' })

  it('open with the texts of the platform', () => {
    const { state } = createCore()
    expect(state.policies.get('personal-information-protection-law')?.title.zh).toContain('个人信息保护法')
    expect(state.questions.size).toBeGreaterThan(10)
    expect(state.notices.size).toBeGreaterThan(0)
  })

  it('are changed by operators, entry by entry', async () => {
    const { core, operator } = fill()
    await operator.publishNotice('maintenance', {
      publishedOn: '2026-09-24',
      title: words('系统维护通知'),
      body: words('平台将于周六凌晨维护两小时。'),
      note,
    })
    await operator.publishQuestion('is-it-free', {
      topic: 'platform',
      question: words('收费吗？'),
      answer: words('不收费。'),
      note,
    })
    await operator.publishPolicy('new-rule', {
      kind: 'order',
      title: words('某项规定'),
      issuer: words('某部门'),
      number: null,
      publishedOn: null,
      effectiveOn: '2026-10-01',
      amendedOn: [],
      about: words('处理投诉的依据。'),
      note,
    })
    expect(core.state.notices.get('maintenance')).toMatchObject({ id: 'maintenance' })
    expect(core.state.policies.get('new-rule')).not.toHaveProperty('note')
    await operator.removeNotice('maintenance', { note })
    await operator.removeQuestion('is-it-free', { note })
    await operator.removePolicy('new-rule', { note })
    await expect(operator.removePolicy('new-rule', { note })).rejects.toThrow('not_found')
    expect((await operator.audit()).map(({ act }) => act)).toEqual([
      'notice.published',
      'question.published',
      'policy.published',
      'notice.removed',
      'question.removed',
      'policy.removed',
    ])
  })
})

describe('a suggestion', () => {
  it('is answered, and read by all only when an operator says so and it names nobody', async () => {
    const { core, operator } = fill()
    const plain = suggest(core, '希望列表可以按企业筛选。', '192.0.2.1')
    const personal = suggest(core, '请打我电话 10012345678 回复。', '192.0.2.1')
    const reply = '感谢建议，已纳入改进计划。'
    await expect(
      operator.replyToSuggestion(personal.id, { reply, publish: true, note }),
    ).rejects.toMatchObject({ details: { errors: [{ pointer: '/publish', code: 'holds_personal_data' }] } })
    await operator.replyToSuggestion(personal.id, { reply, publish: false, note })
    await operator.replyToSuggestion(plain.id, { reply, publish: true, note })
    expect(await operator.suggestions()).toMatchObject([
      { id: plain.id, reply: { text: reply, at: '2026-09-24T09:00:00+08:00' }, published: true },
      { id: personal.id, published: false },
    ])
    await expect(operator.replyToSuggestion('sgs_unknown', { reply, publish: false, note })).rejects.toThrow(
      'not_found',
    )
  })
})
