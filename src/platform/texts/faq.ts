/** 常见问题: what a newcomer asks, answered in our own words. Figures that are settings stand with their defaults. */
import type { Text } from './text.js'

export interface Question {
  readonly id: string
  readonly topic: 'platform' | 'account' | 'filing' | 'progress' | 'result' | 'privacy' | 'company'
  readonly question: Text
  readonly answer: Text
}

export const faqTopics: Readonly<Record<Question['topic'], Text>> = {
  platform: { zh: '认识平台', en: 'The platform' },
  account: { zh: '账号与实名', en: 'Account and real name' },
  filing: { zh: '提交投诉', en: 'Filing' },
  progress: { zh: '处理进度', en: 'Progress' },
  result: { zh: '答复与评价', en: 'Answer and rating' },
  privacy: { zh: '个人信息', en: 'Personal data' },
  company: { zh: '企业', en: 'Companies' },
}

type Entry = readonly [id: string, question: Text, answer: Text]

const platform: readonly Entry[] = [
  [
    'what-is-it',
    { zh: '这个平台是做什么的？', en: 'What is this platform for?' },
    {
      zh: '它是投诉互联网信息服务的第三方渠道：把您的投诉转给企业，督促企业在时限内答复，并让您查询结果、评价处理。平台不是法院，也不作处罚。',
      en: 'It is a third-party channel for complaints about internet services: it hands yours to the company, watches the deadline, and lets you see and rate the result. It is no court and imposes no penalty.',
    },
  ],
  [
    'cost',
    { zh: '投诉要花钱吗？', en: 'Does it cost anything?' },
    {
      zh: '不要。平台不收费，也没有“加急费”“代办费”。向您要钱的都不是平台。',
      en: 'No. There is no fee, for nothing and nobody. Whoever asks for money is not the platform.',
    },
  ],
  [
    'complaint-or-report',
    { zh: '投诉和举报有什么区别？', en: 'What is the difference between a complaint and a report?' },
    {
      zh: '投诉是为解决您自己的问题，企业须答复您。举报是反映违法违规线索，企业看不到您是谁，也没有答复期限和评价。两者都是时，会分成两件处理。',
      en: 'A complaint is about your own problem, and the company must answer you. A report tells of a violation: the company does not learn who you are, and there is neither deadline nor rating. If it is both, it becomes two.',
    },
  ],
  [
    'what-is-accepted',
    { zh: '哪些问题可以投诉？', en: 'What can I complain about?' },
    {
      zh: '网站、应用、小程序、云服务的服务功能、客服渠道、个人信息保护等问题。电话资费、宽带等电信业务，以及与互联网服务无关的买卖纠纷，请走其他渠道。',
      en: 'Functions, customer service and personal data of sites, apps, mini programs and clouds. Telephone charges, broadband, and purchases that have nothing to do with an internet service go elsewhere.',
    },
  ],
  [
    'company-first',
    { zh: '必须先找企业吗？', en: 'Must I ask the company first?' },
    {
      zh: '不强制，但建议先联系企业客服，往往更快；沟通记录也是很好的证据。',
      en: 'You need not, but it is often faster, and what was said is good evidence.',
    },
  ],
  [
    'other-channels',
    { zh: '还有哪些渠道？', en: 'Where else can I go?' },
    {
      zh: '视问题而定：12315、12377、12321、当地消费者协会、调解组织、法院和工业和信息化部政务服务窗口。每件投诉的页面会列出适合它的渠道、费用和要带的材料。',
      en: '12315, 12377, 12321, the local consumer association, mediation, a court, the ministry’s service desk. Each complaint’s page lists those that fit, what they cost and what to bring.',
    },
  ],
]

const account: readonly Entry[] = [
  [
    'need-account',
    { zh: '一定要注册吗？', en: 'Do I need an account?' },
    {
      zh: '不一定。用手机号和验证码就能以访客身份提交。以后用同一手机号注册，这些投诉会归到您的账号下。',
      en: 'No. A phone and a one-time code are enough to file as a guest. Register later with the same phone, and those complaints join your account.',
    },
  ],
  [
    'why-real-name',
    { zh: '为什么要实名？', en: 'Why my real name?' },
    {
      zh: '为防止冒名和虚假投诉，并让企业能够核对账号。企业默认只能看到脱敏后的信息。',
      en: 'To keep out false complaints and let the company find your account. By default it sees your data masked.',
    },
  ],
  [
    'which-documents',
    { zh: '没有居民身份证怎么办？', en: 'What if I have no identity card?' },
    {
      zh: '可以使用护照、港澳台居民居住证或外国人永久居留身份证。',
      en: 'Use a passport, a residence permit for people from Hong Kong, Macao or Taiwan, or a foreign permanent resident card.',
    },
  ],
  [
    'rare-characters',
    {
      zh: '姓名里有生僻字或间隔号，怎么填？',
      en: 'My name has a rare character or a dot. How do I write it?',
    },
    {
      zh: '按证件填写即可，生僻字可以正常保存；间隔号的各种写法都会统一为“·”。',
      en: 'As in your document. Rare characters are kept; dots of all kinds are stored as “·”.',
    },
  ],
  [
    'code-missing',
    { zh: '收不到验证码怎么办？', en: 'The code does not arrive. What now?' },
    {
      zh: '请检查号码与短信拦截，稍后重新获取。验证码5分钟内有效，最多可试5次，且只能用于获取时的那件事。',
      en: 'Check the number and your filter, then ask again. A code is good for 5 minutes, 5 tries and one purpose.',
    },
  ],
  [
    'for-others',
    { zh: '可以替别人投诉吗？', en: 'May I complain for somebody else?' },
    {
      zh: '监护人可以替不满14周岁的孩子提交，并须作出监护人同意。其他情况请由本人提交。',
      en: 'A guardian may for a child under 14, and consents as such. Otherwise people file themselves.',
    },
  ],
  [
    'delete-account',
    { zh: '怎样注销账号？', en: 'How do I delete my account?' },
    {
      zh: '在账号设置中注销。您的个人信息会被删除，企业会收到删除通知，投诉只保留不含个人信息的记录。',
      en: 'In its settings. Your personal data is erased, companies are told to erase theirs, and only records without a person remain.',
    },
  ],
]

const filing: readonly Entry[] = [
  [
    'what-to-write',
    { zh: '怎样写得清楚？', en: 'How do I write it well?' },
    {
      zh: '写明什么时候、在哪个服务里、发生了什么、您做过什么、希望怎样解决。经过不少于10个字。只写事实，比情绪更有力。',
      en: 'Say when, in which service, what happened, what you tried, and what you want. At least 10 characters of facts. Facts convince better than anger.',
    },
  ],
  [
    'which-category',
    { zh: '不知道选哪个分类？', en: 'Which category is right?' },
    {
      zh: '功能、扣费、内容异常选“服务功能”；找不到客服、不回复选“客服渠道”；信息泄露、过度索权、无法注销选“个人信息保护”；都不是选“其他”。选错不影响受理。',
      en: 'Functions and charges: service function. No help to be had: customer service channel. Leaks, permissions, accounts that cannot be closed: personal information protection. Else: other. A wrong choice does no harm.',
    },
  ],
  [
    'evidence',
    { zh: '可以上传什么证据？', en: 'What evidence can I upload?' },
    {
      zh: '最多9个文件，每个不超过20 MB：图片、PDF、录音、视频、文本、表格和文档。截图请保留时间与页面名称。',
      en: 'Up to 9 files of 20 MB: pictures, PDF, recordings, videos, text, tables and documents. Keep the time and the page’s name in a screenshot.',
    },
  ],
  [
    'company-not-listed',
    { zh: '目录里没有这家企业怎么办？', en: 'The company is not in the directory. What now?' },
    {
      zh: '直接填写企业或服务名称，归入“其他”企业，由平台线下转交；处理时间可能更长。',
      en: 'Write its name: it goes under other companies and is forwarded offline, which may take longer.',
    },
  ],
  [
    'warnings',
    { zh: '提交前为什么提示有个人信息或不当用语？', en: 'Why am I warned before filing?' },
    {
      zh: '因为正文会转交企业。提示只是提醒，您可以修改，也可以照常提交。',
      en: 'Since your text is handed to the company. It is a hint: change it or file all the same.',
    },
  ],
  [
    'drafts',
    { zh: '没写完可以保存吗？', en: 'Can I save it unfinished?' },
    { zh: '可以保存草稿，登录后继续填写。', en: 'Yes, as a draft, and go on after logging in.' },
  ],
  [
    'number-and-code',
    { zh: '投诉编号和查询码是什么？', en: 'What are the complaint number and the query code?' },
    {
      zh: '编号以TS开头，用来指明这件投诉；查询码只在提交时显示一次，不登录查询时需要。请都保存好。',
      en: 'The number begins with TS and names the complaint. The query code is shown once and lets you look it up without an account. Keep both.',
    },
  ],
  [
    'twice',
    { zh: '同一件事可以提交两次吗？', en: 'May I file the same matter twice?' },
    {
      zh: '处理中请补充材料或催办，不要重复提交，重复的会被合并。办结后问题仍在，可以再次投诉或另行提交并关联原投诉。',
      en: 'While it is open, add to it or urge instead: duplicates are merged. After closing, appeal, or file again and link the former one.',
    },
  ],
]

const progress: readonly Entry[] = [
  [
    'how-long',
    { zh: '多久有答复？', en: 'How long does it take?' },
    {
      zh: '企业须在10个工作日内办结答复，从分派的次日起算，周末调休上班的日子也算工作日。页面会显示到期日。',
      en: 'The company has 10 working days, counted from the day after assignment; weekends made working days count. The page shows the due date.',
    },
  ],
  [
    'look-up',
    { zh: '没有账号怎么查进度？', en: 'How do I look it up without an account?' },
    {
      zh: '用投诉编号加查询码；或者用编号，或姓名加证件号码，再验证发到提交时所留手机的验证码。',
      en: 'By number and query code; or by number, or name and document, plus a code sent to the phone given at filing.',
    },
  ],
  [
    'states',
    { zh: '各个状态是什么意思？', en: 'What do the states mean?' },
    {
      zh: '待处理：已分派给企业。处理中：企业已签收。已答复：有了办结答复，请您评价。已办结：处理结束。',
      en: 'Assigned: it is with the company. In progress: the company has taken it up. Responded: there is a final answer, please rate it. Closed: it is over.',
    },
  ],
  [
    'overdue',
    { zh: '企业超期不答复怎么办？', en: 'The company does not answer in time. What now?' },
    {
      zh: '到期后可以催办一次。超期会计入该企业的投诉处理及时率；您也可以同时走其他渠道。',
      en: 'After the due date you may urge once. Being late counts against its timely-handling rate, and other channels stay open to you.',
    },
  ],
  [
    'supplement',
    { zh: '怎样补充材料？', en: 'How do I add something?' },
    {
      zh: '办结前随时可以补充文字和文件。企业请您补充时会有消息通知；补充不影响处理时限。',
      en: 'Add text and files until it is closed. If the company asks for more you get a message; the deadline does not move.',
    },
  ],
  [
    'withdraw',
    { zh: '可以撤回吗？', en: 'Can I withdraw it?' },
    { zh: '办结前可以撤回，撤回后不能恢复。', en: 'Yes, until it is closed. It cannot be undone.' },
  ],
  [
    'returned',
    { zh: '为什么被退回或不予受理？', en: 'Why was it returned or refused?' },
    {
      zh: '退回补充，说明材料不够清楚，补充后会继续；不予受理会写明理由，例如不属于互联网信息服务。',
      en: 'Returned means that something is missing: add it and it goes on. A refusal says why, such as not being about an internet service.',
    },
  ],
  [
    'moved',
    { zh: '为什么换了企业？', en: 'Why is it with another company now?' },
    {
      zh: '原企业说明并非其服务，经核实后转给了负责的企业，处理时限重新计算。',
      en: 'The first company showed that the service is not its own. The right one has it now, with a new period.',
    },
  ],
]

const result: readonly Entry[] = [
  [
    'rate',
    { zh: '怎样评价？', en: 'How do I rate?' },
    {
      zh: '收到办结答复后15日内，可以打1至5分，选择是否解决并留言。未评价的自动确认办结。',
      en: 'Within 15 days of the final answer: 1 to 5, solved or not, and a comment. Otherwise it is confirmed automatically.',
    },
  ],
  [
    'not-satisfied',
    { zh: '对答复不满意怎么办？', en: 'The answer does not satisfy me. What now?' },
    {
      zh: '可以再次投诉一次，企业须在新的时限内再次处理；也可以另行提交，或走其他渠道。',
      en: 'Appeal once: the company handles it again within a new period. Or file again, or go elsewhere.',
    },
  ],
  [
    'promise-not-kept',
    { zh: '企业答应了却没做到？', en: 'The company promised and did not do it?' },
    {
      zh: '未办结时请补充说明；已办结可以再次投诉，并附上原答复。',
      en: 'If it is open, add that; if it is closed, appeal and attach the answer.',
    },
  ],
  [
    'damages',
    { zh: '平台能判企业赔偿吗？', en: 'Can the platform award damages?' },
    {
      zh: '不能。平台转交和督促，是否赔偿由双方协商，或通过调解、诉讼解决。',
      en: 'No. It passes on and watches. Damages are for agreement, mediation or a court.',
    },
  ],
]

const privacy: readonly Entry[] = [
  [
    'what-company-sees',
    { zh: '企业能看到我的哪些信息？', en: 'What does the company see of me?' },
    {
      zh: '姓名、手机号、证件号码默认脱敏，例如张**。企业因核实或联系需要查看时，须说明目的，您能看到查看记录。',
      en: 'Name, phone and document are masked, such as 张**. If it needs them it must say what for, and you see that it did.',
    },
  ],
  [
    'reporter-protected',
    { zh: '举报会暴露我吗？', en: 'Does a report give me away?' },
    {
      zh: '不会。企业收到的线索中没有您的姓名、账号和联系方式，原始文件名也不会出现。请留意文件内容本身是否含有您的信息。',
      en: 'No. The company gets neither name, account, contact nor file names. Mind what stands in the files themselves.',
    },
  ],
  [
    'withdraw-consent',
    { zh: '可以撤回授权吗？', en: 'Can I take back my consent?' },
    {
      zh: '可以随时撤回。此后企业不能再查看您的联系方式，已获得的须删除；这可能影响处理。',
      en: 'At any time. The company can no longer see your contacts and must erase what it has; that may hinder the handling.',
    },
  ],
  [
    'how-long-kept',
    { zh: '信息保存多久？', en: 'How long is my data kept?' },
    {
      zh: '保存到处理与法定期限结束为止，之后删除个人信息和证据，只留统计所需的记录。',
      en: 'Until handling and legal periods end. Then personal data and evidence are erased, and what statistics need remains.',
    },
  ],
]

const company: readonly Entry[] = [
  [
    'connected',
    { zh: '什么是已接入企业？', en: 'What is a connected company?' },
    {
      zh: '与平台对接、在线接收和答复投诉的企业。未接入的由平台线下转交。',
      en: 'One that takes and answers complaints online. Others get theirs offline.',
    },
  ],
  [
    'timely-rate',
    { zh: '投诉处理及时率怎么算？', en: 'What is the timely-handling rate?' },
    {
      zh: '一段时间内到期的投诉中，按时作出办结答复的比例。举报、撤回的和经审核退回的不计。低于95%的会被点名。',
      en: 'Of the complaints due in a span, the share answered in time. Reports, withdrawn ones and upheld contestations do not count. Companies under 95 % are named.',
    },
  ],
  [
    'false-complaints',
    { zh: '企业认为投诉与其无关怎么办？', en: 'What if the complaint is not the company’s?' },
    {
      zh: '可以申请退回并说明理由，由平台审核；审核期间时限照常计算。',
      en: 'It may contest it with a reason, and the platform decides; the clock keeps running.',
    },
  ],
  [
    'suggestions',
    { zh: '对平台有建议怎么提？', en: 'How do I make a suggestion?' },
    {
      zh: '在“意见建议”栏目留言，平台会公开回复。',
      en: 'Under suggestions; the platform replies in public.',
    },
  ],
]

const byTopic: readonly (readonly [Question['topic'], readonly Entry[]])[] = [
  ['platform', platform],
  ['account', account],
  ['filing', filing],
  ['progress', progress],
  ['result', result],
  ['privacy', privacy],
  ['company', company],
]

/** All questions, in the order in which a newcomer meets them. */
export const faq: readonly Question[] = byTopic.flatMap(([topic, entries]) =>
  entries.map(([id, question, answer]) => ({ id, topic, question, answer })),
)
