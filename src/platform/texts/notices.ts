/** 公告: what the reference platform tells its visitors. Fictitious, of our own making. */
import type { Text } from './text.js'

export interface Notice {
  readonly id: string
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string
  readonly title: Text
  readonly body: Text
}

export const notices: readonly Notice[] = [
  {
    id: 'reference-platform',
    publishedOn: '2026-01-05',
    title: { zh: '这是一个参考平台', en: 'This is a reference platform' },
    body: {
      zh: '本平台用于企业演练与测试，企业、人员和投诉均为虚构，请勿提交真实个人信息。真实诉求请前往互联网信息服务投诉平台官方网站。',
      en: 'It is for rehearsals and tests. Companies, people and complaints are invented: give no real personal data. For a real matter go to the official platform.',
    },
  },
  {
    id: 'handling-deadline',
    publishedOn: '2026-01-05',
    title: { zh: '关于平台处理时限的说明', en: 'About the handling deadline' },
    body: {
      zh: '企业应自投诉分派次日起10个工作日内作出办结答复。节假日与调休按国务院办公厅通知执行；次年安排公布前，涉及未公布日期的时限为暂定，公布后自动更正并告知。',
      en: 'A company gives its final answer within 10 working days, counted from the day after assignment. Days off and swapped days follow the State Council’s notice; until it is published, deadlines that touch such days are provisional and are corrected afterwards.',
    },
  },
  {
    id: 'taxonomy-2022q4',
    publishedOn: '2026-01-05',
    title: { zh: '投诉分类采用2022年第四季度口径', en: 'Categories follow 2022 Q4' },
    body: {
      zh: '新提交的投诉按服务功能、客服渠道、个人信息保护、其他四类填写；此前的投诉保留提交时的分类。',
      en: 'New complaints are filed under service function, customer service channel, personal information protection or other. Earlier ones keep the category under which they were filed.',
    },
  },
  {
    id: 'beware-of-fraud',
    publishedOn: '2026-02-02',
    title: { zh: '谨防冒充平台工作人员的诈骗', en: 'Beware of those who pretend to be us' },
    body: {
      zh: '平台不收取任何费用，不会索要验证码、银行卡密码，也不会要求转账或共享屏幕。遇到此类电话请挂断并报警。',
      en: 'The platform charges nothing and never asks for codes, passwords, transfers or a shared screen. Hang up and call the police.',
    },
  },
  {
    id: 'before-filing',
    publishedOn: '2026-03-02',
    title: { zh: '提交前请检查个人信息', en: 'Look for personal data before you file' },
    body: {
      zh: '标题、经过和诉求会转交企业。请不要在其中填写完整的身份证号、银行卡号或他人的电话；平台会在提交前提示，但不会阻止您提交。',
      en: 'Title, facts and demand are handed to the company. Leave full ID numbers, bank cards and other people’s phones out: the platform warns you before filing, and does not stop you.',
    },
  },
]
