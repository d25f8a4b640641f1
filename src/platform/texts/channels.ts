/** Other channels than this platform: what each is for, what it costs, and what to bring. In our own words. */
import type { Text } from './text.js'

export interface Channel {
  readonly id: ChannelId
  readonly name: Text
  readonly purpose: Text
  readonly cost: Text
  /** What to have ready. */
  readonly bring: readonly Text[]
  /** Null where it differs from place to place, or is not certain. */
  readonly phone: string | null
  readonly url: string | null
}

export type ChannelId =
  | 'market_regulation'
  | 'harmful_information'
  | 'spam'
  | 'consumer_association'
  | 'mediation'
  | 'court'
  | 'ministry'

const free: Text = { zh: '免费', en: 'free' }
const identity: Text = { zh: '姓名、联系电话与身份证件', en: 'name, phone and an identity document' }
const orders: Text = { zh: '订单、付款凭证与合同', en: 'orders, proof of payment and contract' }
const history: Text = {
  zh: '在本平台的投诉编号、企业答复与沟通记录',
  en: 'the complaint number of this platform, the company’s answer, and what was said',
}
const screenshots: Text = {
  zh: '截图、链接、录音或短信原文，注明时间',
  en: 'screenshots, links, recordings or messages, with their times',
}

const channels: Readonly<Record<ChannelId, Channel>> = {
  market_regulation: {
    id: 'market_regulation',
    name: { zh: '全国12315平台', en: '12315, market regulation' },
    purpose: {
      zh: '因购买商品或服务与经营者发生消费争议，或举报价格、广告、不正当竞争等违法行为。',
      en: 'Disputes over what was bought, and reports of unlawful prices, advertising or competition.',
    },
    cost: free,
    bring: [identity, { zh: '经营者的名称与地址', en: 'the seller’s name and address' }, orders, history],
    phone: '12315',
    url: 'https://www.12315.cn',
  },
  harmful_information: {
    id: 'harmful_information',
    name: { zh: '12377违法和不良信息举报中心', en: '12377, unlawful and harmful information' },
    purpose: {
      zh: '举报网上的违法和不良信息，如色情、赌博、诈骗、谣言、侵害未成年人的内容。',
      en: 'Reports of unlawful and harmful content: pornography, gambling, fraud, rumours, harm to minors.',
    },
    cost: free,
    bring: [{ zh: '网址或账号名称', en: 'the address or the account’s name' }, screenshots],
    phone: '12377',
    url: 'https://www.12377.cn',
  },
  spam: {
    id: 'spam',
    name: { zh: '12321网络不良与垃圾信息举报受理中心', en: '12321, spam' },
    purpose: {
      zh: '举报骚扰电话、垃圾短信、垃圾邮件，以及违规收集个人信息、恶意扣费的应用。',
      en: 'Reports of nuisance calls, spam by message or mail, and apps that take information or money unasked.',
    },
    cost: free,
    bring: [
      { zh: '对方号码、来电或收信时间', en: 'the number, and when it called or wrote' },
      screenshots,
      { zh: '应用的名称、版本与下载来源', en: 'the app’s name, version and where it came from' },
    ],
    phone: '010-12321',
    url: 'https://www.12321.cn',
  },
  consumer_association: {
    id: 'consumer_association',
    name: { zh: '当地消费者协会', en: 'the local consumer association' },
    purpose: {
      zh: '请消费者组织调查、调解消费争议，或咨询权益。',
      en: 'To have a dispute looked into and mediated, or to ask about one’s rights.',
    },
    cost: free,
    bring: [identity, orders, history],
    phone: null,
    url: 'https://www.cca.org.cn',
  },
  mediation: {
    id: 'mediation',
    name: { zh: '调解组织', en: 'mediation' },
    purpose: {
      zh: '双方都愿意协商时，由中立第三方主持达成协议；协议可以申请司法确认。',
      en: 'When both sides want to agree: a neutral third party helps; a court can confirm what was agreed.',
    },
    cost: {
      zh: '人民调解不收费；商事、行业调解可能收费，请先询问。',
      en: 'People’s mediation is free; commercial mediation may cost: ask before.',
    },
    bring: [identity, orders, history, { zh: '您可以接受的方案', en: 'what you would accept' }],
    phone: null,
    url: null,
  },
  court: {
    id: 'court',
    name: { zh: '人民法院', en: 'court' },
    purpose: {
      zh: '其他途径未能解决、需要有强制执行力的裁判时提起诉讼。注意诉讼时效。',
      en: 'When nothing else helped and a decision is needed that can be enforced. Mind the limitation period.',
    },
    cost: {
      zh: '交纳案件受理费，按诉讼请求金额计算；请求不超过1万元的财产案件每件50元，适用简易程序减半。败诉方负担。',
      en: 'A fee by the amount claimed: 50 yuan up to 10,000, half in simple procedure. Who loses bears it.',
    },
    bring: [
      identity,
      { zh: '起诉状及副本', en: 'the statement of claim, with copies' },
      { zh: '被告的名称、住所与统一社会信用代码', en: 'the defendant’s name, domicile and credit code' },
      orders,
      history,
    ],
    phone: null,
    url: null,
  },
  ministry: {
    id: 'ministry',
    name: { zh: '工业和信息化部政务服务窗口', en: 'the service desk of the ministry (MIIT)' },
    purpose: {
      zh: '反映电信和互联网服务的监管问题，或对基础电信企业、增值电信企业的处理申诉。',
      en: 'Matters of supervision of telecom and internet services, and appeals against a telecom operator’s handling.',
    },
    cost: free,
    bring: [identity, history, { zh: '申诉请求、理由与事实', en: 'what you ask for, why, and the facts' }],
    phone: null,
    url: 'https://www.miit.gov.cn',
  },
}

/** The channel that helps soonest first. Keys are the category codes of all versions of the taxonomy. */
const byCategory: Readonly<Record<string, readonly ChannelId[]>> = {
  service_function: ['market_regulation', 'consumer_association', 'ministry', 'mediation', 'court'],
  customer_service_channel: ['ministry', 'market_regulation', 'consumer_association', 'mediation', 'court'],
  feedback_channel: ['ministry', 'market_regulation', 'consumer_association', 'mediation', 'court'],
  complaint_mechanism: ['ministry', 'market_regulation', 'consumer_association', 'mediation', 'court'],
  personal_information: [
    'spam',
    'ministry',
    'harmful_information',
    'market_regulation',
    'mediation',
    'court',
  ],
  other: [
    'market_regulation',
    'harmful_information',
    'spam',
    'consumer_association',
    'ministry',
    'mediation',
    'court',
  ],
}

/**
 * Where else a person can go with a matter of this category, the channel that fits best first.
 *
 * @param category a code of the taxonomy, of any version; all channels for a code that is not known
 * @example channelsFor('personal_information')[0]?.phone // '010-12321'
 */
export function channelsFor(category: string): readonly Channel[] {
  const ids = Object.hasOwn(byCategory, category) ? byCategory[category] : byCategory['other']
  return (ids ?? []).map((id) => channels[id])
}
