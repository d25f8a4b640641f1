/** The columns that anyone may read: companies, policies, questions and answers, notices, suggestions. */
import { z } from 'zod'
import { service } from './complaint.js'
import { policyKinds, questionTopics, serviceTypes } from './enums.js'
import { limits } from './limits.js'
import { booleanInQuery, date, dateTime, id, openEnum, readable, text } from './shapes.js'

/** A text in both languages. */
const bilingual = readable({ zh: z.string(), en: z.string() })

/** A company of the directory. Complaints about one that is not connected are forwarded offline (其他). */
export const directoryCompany = readable({
  id,
  name: z.string(),
  /** Of the name in Pinyin, for search: 示例网络 is SLWL. */
  initials: z.string(),
  /** What people call it. */
  aliases: z.array(z.string()),
  connected: z.boolean(),
  /** To file against it; null where it is not connected. */
  enterpriseId: id.nullable(),
  services: z.array(service),
})

/** 政策法规: a number or a date that is not certain is null. */
export const policy = readable({
  id,
  kind: openEnum(policyKinds),
  title: bilingual,
  issuer: bilingual,
  /** 文号. */
  number: z.string().nullable(),
  publishedOn: date.nullable(),
  effectiveOn: date.nullable(),
  amendedOn: z.array(date),
  /** What it is needed for here. */
  about: bilingual,
})

/** 常见问题. */
export const question = readable({
  id,
  topic: openEnum(questionTopics),
  question: bilingual,
  answer: bilingual,
})

/** 公告. */
export const notice = readable({ id, publishedOn: date, title: bilingual, body: bilingual })

/** 意见建议, as an operator reads it. */
export const suggestion = readable({
  id,
  text: z.string(),
  submittedAt: dateTime,
  reply: readable({ text: z.string(), at: dateTime }).nullable(),
  /** Whether anyone may read it, with its reply. */
  published: z.boolean(),
})

const note = text(limits.note.min, limits.note.max)
const words = (most: number) => z.strictObject({ zh: text(1, most), en: text(1, most) })
const { name, services, aliases } = limits.directory

const companyMembers = {
  name: text(1, name),
  /** From the name when left out. */
  initials: z
    .string()
    .regex(/^[A-Z0-9]{1,100}$/)
    .optional(),
  aliases: z.array(text(1, name)).max(aliases).optional(),
  services: z
    .array(
      z.strictObject({
        name: text(1, name),
        type: z.enum(serviceTypes),
        filingNumber: text(1, name).optional(),
      }),
    )
    .max(services)
    .optional(),
}

/** A company that is not connected; those that are stand in the directory by themselves. */
export const companyInput = z.strictObject({ ...companyMembers, note })

/** Members that are absent stay. Name and services of a connected company are those that it registered with. */
export const companyPatch = z.strictObject({
  ...companyMembers,
  name: companyMembers.name.optional(),
  note,
})

export const policyInput = z.strictObject({
  kind: z.enum(policyKinds),
  title: words(limits.column.title),
  issuer: words(limits.column.title),
  number: text(1, limits.column.title).nullable(),
  publishedOn: date.nullable(),
  effectiveOn: date.nullable(),
  amendedOn: z.array(date).max(50),
  about: words(limits.column.text),
  note,
})

export const questionInput = z.strictObject({
  topic: z.enum(questionTopics),
  question: words(limits.column.title),
  answer: words(limits.column.text),
  note,
})

export const noticeInput = z.strictObject({
  publishedOn: date,
  title: words(limits.column.title),
  body: words(limits.column.text),
  note,
})

export const removalInput = z.strictObject({ note })

/** 10–1,000 code points. It names nobody: who leaves it gives no name. */
export const suggestionInput = z.strictObject({ text: note })

/** What was left; the reply stands among the suggestions. */
export const suggestionReceipt = readable({ id, submittedAt: dateTime })

export const suggestionReplyInput = z.strictObject({
  /** 10–1,000 code points. */
  reply: note,
  /** Whether anyone may read it, with its reply; refused where the suggestion holds personal data. */
  publish: z.boolean(),
  note,
})

/** How people look for a company. */
export const directoryQuery = z.strictObject({
  /** Part of a name, of an alias or of a service's name, or initials of the name. */
  query: text(1, limits.directory.name).optional(),
  /** The first letters of the name in Pinyin. */
  initial: z
    .string()
    .regex(/^[A-Za-z0-9]{1,100}$/)
    .optional(),
  connected: booleanInQuery.optional(),
  serviceType: z.enum(serviceTypes).optional(),
})

export const directoryList = readable({ items: z.array(directoryCompany) })
export const suggestionList = readable({ items: z.array(suggestion) })

export type DirectoryCompany = z.output<typeof directoryCompany>
export type CompanyInput = z.input<typeof companyInput>
export type CompanyPatch = z.input<typeof companyPatch>
export type Policy = z.output<typeof policy>
export type PolicyInput = z.input<typeof policyInput>
export type Question = z.output<typeof question>
export type QuestionInput = z.input<typeof questionInput>
export type Notice = z.output<typeof notice>
export type NoticeInput = z.input<typeof noticeInput>
export type Suggestion = z.output<typeof suggestion>
export type SuggestionInput = z.input<typeof suggestionInput>
export type SuggestionReplyInput = z.input<typeof suggestionReplyInput>
