/**
 * 政策法规: laws, regulations, orders and notices that a person or a company on this platform needs. Titles, issuers,
 * numbers and dates are those of the published texts; what is not certain is left out. The texts themselves are at the
 * issuers.
 */
import type { Text } from './text.js'

export interface Policy {
  readonly id: string
  readonly kind: 'law' | 'regulation' | 'order' | 'notice'
  readonly title: Text
  readonly issuer: Text
  /** 文号, as printed. */
  readonly number: string | null
  /** Of promulgation; of a notice, the date that it bears. `YYYY-MM-DD`. */
  readonly publishedOn: string | null
  /** `YYYY-MM-DD`. */
  readonly effectiveOn: string | null
  /** Dates of revisions and amendments, `YYYY-MM-DD`; not complete where one is not certain. */
  readonly amendedOn: readonly string[]
  /** What it is needed for here. */
  readonly about: Text
}

const congress: Text = {
  zh: '全国人民代表大会',
  en: 'National People’s Congress',
}
const standingCommittee: Text = {
  zh: '全国人民代表大会常务委员会',
  en: 'Standing Committee of the National People’s Congress',
}
const stateCouncil: Text = { zh: '国务院', en: 'State Council' }
const ministry: Text = {
  zh: '工业和信息化部',
  en: 'Ministry of Industry and Information Technology',
}
const cyberspace: Text = { zh: '国家互联网信息办公室', en: 'Cyberspace Administration of China' }

export const policies: readonly Policy[] = [
  {
    id: 'personal-information-protection-law',
    kind: 'law',
    title: { zh: '中华人民共和国个人信息保护法', en: 'Personal Information Protection Law' },
    issuer: standingCommittee,
    number: '主席令第九十一号',
    publishedOn: '2021-08-20',
    effectiveOn: '2021-11-01',
    amendedOn: [],
    about: {
      zh: '个人信息的收集、使用、查阅、更正与删除；企业须设置受理个人行使权利申请的机制。',
      en: 'Collecting, using, seeing, correcting and erasing personal information; companies must take such requests.',
    },
  },
  {
    id: 'cybersecurity-law',
    kind: 'law',
    title: { zh: '中华人民共和国网络安全法', en: 'Cybersecurity Law' },
    issuer: standingCommittee,
    number: '主席令第五十三号',
    publishedOn: '2016-11-07',
    effectiveOn: '2017-06-01',
    amendedOn: ['2025-10-28'],
    about: {
      zh: '网络运营者的安全义务，以及受理网络信息安全投诉、举报的义务。',
      en: 'Duties of network operators, among them to take complaints and reports about network information security.',
    },
  },
  {
    id: 'data-security-law',
    kind: 'law',
    title: { zh: '中华人民共和国数据安全法', en: 'Data Security Law' },
    issuer: standingCommittee,
    number: '主席令第八十四号',
    publishedOn: '2021-06-10',
    effectiveOn: '2021-09-01',
    amendedOn: [],
    about: {
      zh: '数据处理活动的安全要求与责任。',
      en: 'How data must be kept safe, and who answers for it.',
    },
  },
  {
    id: 'consumer-protection-law',
    kind: 'law',
    title: { zh: '中华人民共和国消费者权益保护法', en: 'Consumer Rights and Interests Protection Law' },
    issuer: standingCommittee,
    number: '主席令第十一号',
    publishedOn: '1993-10-31',
    effectiveOn: '1994-01-01',
    amendedOn: ['2009-08-27', '2013-10-25'],
    about: {
      zh: '知情、选择、公平交易等权利，网络购物七日无理由退货，争议解决的途径。',
      en: 'The rights to know, to choose and to fair dealing, seven days to return online purchases, ways to settle disputes.',
    },
  },
  {
    id: 'e-commerce-law',
    kind: 'law',
    title: { zh: '中华人民共和国电子商务法', en: 'E-Commerce Law' },
    issuer: standingCommittee,
    number: '主席令第七号',
    publishedOn: '2018-08-31',
    effectiveOn: '2019-01-01',
    amendedOn: [],
    about: {
      zh: '网上经营者与平台的责任，便捷有效的投诉举报机制。',
      en: 'Duties of online sellers and platforms, among them a complaint channel that works.',
    },
  },
  {
    id: 'civil-code',
    kind: 'law',
    title: { zh: '中华人民共和国民法典', en: 'Civil Code' },
    issuer: congress,
    number: '主席令第四十五号',
    publishedOn: '2020-05-28',
    effectiveOn: '2021-01-01',
    amendedOn: [],
    about: {
      zh: '电子合同、格式条款、隐私权与个人信息保护。',
      en: 'Electronic contracts, standard terms, privacy and personal information.',
    },
  },
  {
    id: 'anti-telecom-fraud-law',
    kind: 'law',
    title: { zh: '中华人民共和国反电信网络诈骗法', en: 'Law against Telecom and Online Fraud' },
    issuer: standingCommittee,
    number: '主席令第一百一十九号',
    publishedOn: '2022-09-02',
    effectiveOn: '2022-12-01',
    amendedOn: [],
    about: {
      zh: '账号实名、风险防范及对错误处置的申诉。',
      en: 'Real names of accounts, precautions, and appeals against measures taken in error.',
    },
  },
  {
    id: 'telecommunications-regulations',
    kind: 'regulation',
    title: { zh: '中华人民共和国电信条例', en: 'Telecommunications Regulations' },
    issuer: stateCouncil,
    number: '国务院令第291号',
    publishedOn: '2000-09-25',
    effectiveOn: '2000-09-25',
    amendedOn: ['2014-07-29', '2016-02-06'],
    about: {
      zh: '电信业务的许可、服务质量与用户申诉。',
      en: 'Licences for telecom services, their quality, and what users may appeal against.',
    },
  },
  {
    id: 'internet-information-services-measures',
    kind: 'regulation',
    title: { zh: '互联网信息服务管理办法', en: 'Measures on Internet Information Services' },
    issuer: stateCouncil,
    number: '国务院令第292号',
    publishedOn: '2000-09-25',
    effectiveOn: '2000-09-25',
    amendedOn: ['2011-01-08'],
    about: {
      zh: '什么是互联网信息服务，许可与备案，不得提供的内容。',
      en: 'What an internet information service is, licence and filing, and what it may not offer.',
    },
  },
  {
    id: 'consumer-protection-regulations',
    kind: 'regulation',
    title: {
      zh: '中华人民共和国消费者权益保护法实施条例',
      en: 'Regulations Implementing the Consumer Rights and Interests Protection Law',
    },
    issuer: stateCouncil,
    number: '国务院令第778号',
    publishedOn: '2024-03-15',
    effectiveOn: '2024-07-01',
    amendedOn: [],
    about: {
      zh: '自动续费的显著提示、预付费、投诉处理等具体规则。',
      en: 'Rules in detail: notice before automatic renewal, prepaid services, handling of complaints.',
    },
  },
  {
    id: 'network-data-regulations',
    kind: 'regulation',
    title: { zh: '网络数据安全管理条例', en: 'Regulations on Network Data Security' },
    issuer: stateCouncil,
    number: '国务院令第790号',
    publishedOn: '2024-09-24',
    effectiveOn: '2025-01-01',
    amendedOn: [],
    about: {
      zh: '网络数据处理者保护个人信息、便利个人行使权利的义务。',
      en: 'What those who handle network data owe to people and their information.',
    },
  },
  {
    id: 'minors-online-regulations',
    kind: 'regulation',
    title: { zh: '未成年人网络保护条例', en: 'Regulations on the Protection of Minors Online' },
    issuer: stateCouncil,
    number: '国务院令第766号',
    publishedOn: '2023-10-16',
    effectiveOn: '2024-01-01',
    amendedOn: [],
    about: {
      zh: '未成年人的消费限制、防沉迷与个人信息保护。',
      en: 'Limits on what minors spend, measures against addiction, and their personal information.',
    },
  },
  {
    id: 'telecom-user-appeals-measures',
    kind: 'order',
    title: { zh: '电信用户申诉处理办法', en: 'Measures on Appeals by Telecom Users' },
    issuer: ministry,
    number: '工业和信息化部令第35号',
    publishedOn: '2016-05-26',
    effectiveOn: '2016-07-30',
    amendedOn: [],
    about: {
      zh: '对电信业务经营者的处理不满意或其十五日内未答复的，如何申诉。',
      en: 'How to appeal when a telecom operator’s answer does not satisfy, or does not come within 15 days.',
    },
  },
  {
    id: 'internet-market-order-provisions',
    kind: 'order',
    title: {
      zh: '规范互联网信息服务市场秩序若干规定',
      en: 'Provisions on the Market Order of Internet Information Services',
    },
    issuer: ministry,
    number: '工业和信息化部令第20号',
    publishedOn: '2011-12-29',
    effectiveOn: '2012-03-15',
    amendedOn: [],
    about: {
      zh: '不得侵犯用户合法权益的行为；须公布联系方式并自接到投诉之日起十五日内答复。',
      en: 'What must not be done to users; contacts must be published and complaints answered within 15 days.',
    },
  },
  {
    id: 'user-information-provisions',
    kind: 'order',
    title: {
      zh: '电信和互联网用户个人信息保护规定',
      en: 'Provisions on the Personal Information of Telecom and Internet Users',
    },
    issuer: ministry,
    number: '工业和信息化部令第24号',
    publishedOn: '2013-07-16',
    effectiveOn: '2013-09-01',
    amendedOn: [],
    about: {
      zh: '收集使用用户个人信息的规则；自接到投诉之日起十五日内答复（第十二条）。',
      en: 'Rules for collecting and using users’ information; complaints are answered within 15 days (article 12).',
    },
  },
  {
    id: 'short-message-provisions',
    kind: 'order',
    title: { zh: '通信短信息服务管理规定', en: 'Provisions on Short Message Services' },
    issuer: ministry,
    number: '工业和信息化部令第31号',
    publishedOn: '2015-05-19',
    effectiveOn: '2015-06-30',
    amendedOn: [],
    about: {
      zh: '商业性短信息须经用户同意，用户有权拒收。',
      en: 'Commercial messages need consent, and may be refused.',
    },
  },
  {
    id: 'children-information-provisions',
    kind: 'order',
    title: { zh: '儿童个人信息网络保护规定', en: 'Provisions on Children’s Personal Information Online' },
    issuer: cyberspace,
    number: '国家互联网信息办公室令第4号',
    publishedOn: '2019-08-22',
    effectiveOn: '2019-10-01',
    amendedOn: [],
    about: {
      zh: '处理不满十四周岁儿童的个人信息须经监护人同意。',
      en: 'Information of children under 14 needs the consent of a guardian.',
    },
  },
  {
    id: 'online-trading-measures',
    kind: 'order',
    title: { zh: '网络交易监督管理办法', en: 'Measures on the Supervision of Online Trading' },
    issuer: { zh: '国家市场监督管理总局', en: 'State Administration for Market Regulation' },
    number: '国家市场监督管理总局令第37号',
    publishedOn: '2021-03-15',
    effectiveOn: '2021-05-01',
    amendedOn: [],
    about: {
      zh: '自动展期、自动续费须在五日前以显著方式提请注意。',
      en: 'Automatic extension and renewal must be pointed out five days before.',
    },
  },
  {
    id: 'recommendation-algorithm-provisions',
    kind: 'order',
    title: {
      zh: '互联网信息服务算法推荐管理规定',
      en: 'Provisions on Recommendation Algorithms of Internet Information Services',
    },
    issuer: {
      zh: '国家互联网信息办公室、工业和信息化部、公安部、国家市场监督管理总局',
      en: 'Cyberspace Administration of China and three ministries',
    },
    number: '国家互联网信息办公室令第9号',
    publishedOn: '2021-12-31',
    effectiveOn: '2022-03-01',
    amendedOn: [],
    about: {
      zh: '用户可以关闭算法推荐，不得实施不合理的差别待遇。',
      en: 'Users may turn recommendations off; no unreasonable difference in prices or terms.',
    },
  },
  {
    id: 'app-violations-method',
    kind: 'notice',
    title: {
      zh: 'App违法违规收集使用个人信息行为认定方法',
      en: 'How Unlawful Collection and Use of Personal Information by Apps Is Determined',
    },
    issuer: {
      zh: '国家互联网信息办公室、工业和信息化部、公安部、国家市场监督管理总局',
      en: 'Cyberspace Administration of China and three ministries',
    },
    number: '国信办秘字〔2019〕191号',
    publishedOn: '2019-11-28',
    effectiveOn: null,
    amendedOn: [],
    about: {
      zh: '哪些行为属于违规收集使用，对照即可判断。',
      en: 'A list to compare with: which conduct is a violation.',
    },
  },
  {
    id: 'necessary-information-provisions',
    kind: 'notice',
    title: {
      zh: '常见类型移动互联网应用程序必要个人信息范围规定',
      en: 'Provisions on the Necessary Personal Information of Common Types of Mobile Apps',
    },
    issuer: {
      zh: '国家互联网信息办公室、工业和信息化部、公安部、国家市场监督管理总局',
      en: 'Cyberspace Administration of China and three ministries',
    },
    number: '国信办秘字〔2021〕14号',
    publishedOn: '2021-03-12',
    effectiveOn: '2021-05-01',
    amendedOn: [],
    about: {
      zh: '不得因用户不同意提供非必要个人信息而拒绝其使用基本功能。',
      en: 'Basic functions may not be refused to those who withhold what is not necessary.',
    },
  },
  {
    id: 'app-service-notice',
    kind: 'notice',
    title: {
      zh: '工业和信息化部关于进一步提升移动互联网应用服务能力的通知',
      en: 'Notice on Better Services of Mobile Internet Applications',
    },
    issuer: ministry,
    number: '工信部信管函〔2023〕26号',
    publishedOn: '2023-02-06',
    effectiveOn: null,
    amendedOn: [],
    about: {
      zh: '安装卸载、开屏弹窗、自动续费、客服热线响应等服务要求。',
      en: 'What is asked of installation, pop-ups, renewal and hotlines.',
    },
  },
]
