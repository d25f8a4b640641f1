/** The directory and the public columns, in process. */
import {
  type CompanyInput,
  type CompanyPatch,
  companyInput,
  companyPatch,
  type DirectoryCompany,
  type NoteInput,
  type NoticeInput,
  noticeInput,
  type PolicyInput,
  policyInput,
  type QuestionInput,
  questionInput,
  removalInput,
  type Suggestion,
  type SuggestionReplyInput,
  suggestionReplyInput,
} from '../../contract/index.js'
import { type DirectorySearch, searchDirectory } from '../directory.js'
import { checkInput } from './check-input.js'
import * as columns from './columns.js'
import * as directory from './directory.js'
import type { Door } from './door.js'

export interface ColumnsDesk {
  /** The directory, in order of initials. */
  companies(search?: DirectorySearch): Promise<DirectoryCompany[]>
  /** A company that is not connected; those that are stand there by themselves. */
  addCompany(input: CompanyInput): Promise<DirectoryCompany>
  /** @throws RefusalError not_found; company_connected: name and services of a connected one are its own */
  updateCompany(companyId: string, input: CompanyPatch): Promise<DirectoryCompany>
  /** @throws RefusalError not_found, company_connected */
  removeCompany(companyId: string, input: NoteInput): Promise<void>
  /** 政策法规: a new one, or in the place of the one with this id. */
  publishPolicy(id: string, input: PolicyInput): Promise<void>
  /** 常见问题. */
  publishQuestion(id: string, input: QuestionInput): Promise<void>
  /** 公告. */
  publishNotice(id: string, input: NoticeInput): Promise<void>
  /** @throws RefusalError not_found */
  removePolicy(id: string, input: NoteInput): Promise<void>
  /** @throws RefusalError not_found */
  removeQuestion(id: string, input: NoteInput): Promise<void>
  /** @throws RefusalError not_found */
  removeNotice(id: string, input: NoteInput): Promise<void>
  /** 意见建议, answered or not, the oldest first. */
  suggestions(): Promise<Suggestion[]>
  /** @throws RefusalError not_found; validation_failed: it holds personal data, so nobody else may read it */
  replyToSuggestion(suggestionId: string, input: SuggestionReplyInput): Promise<Suggestion>
}

export function createColumnsDesk({ core, operator, need }: Door): ColumnsDesk {
  const { state } = core
  const remove = (name: columns.ColumnName) => async (id: string, input: NoteInput) => {
    need('directory')
    columns.removeEntry(core, operator, name, id, checkInput(removalInput, input))
  }
  return {
    async companies(search) {
      need('directory')
      return searchDirectory(core, search)
    },
    async addCompany(input) {
      need('directory')
      return directory.addCompany(core, operator, checkInput(companyInput, input))
    },
    async updateCompany(companyId, input) {
      need('directory')
      return directory.updateCompany(core, operator, companyId, checkInput(companyPatch, input))
    },
    async removeCompany(companyId, input) {
      need('directory')
      directory.removeCompany(core, operator, companyId, checkInput(removalInput, input))
    },
    async publishPolicy(id, input) {
      need('directory')
      const { note, ...entry } = checkInput(policyInput, input)
      columns.publishEntry(core, operator, 'policies', state.policies, { id, ...entry }, note)
    },
    async publishQuestion(id, input) {
      need('directory')
      const { note, ...entry } = checkInput(questionInput, input)
      columns.publishEntry(core, operator, 'questions', state.questions, { id, ...entry }, note)
    },
    async publishNotice(id, input) {
      need('directory')
      const { note, ...entry } = checkInput(noticeInput, input)
      columns.publishEntry(core, operator, 'notices', state.notices, { id, ...entry }, note)
    },
    removePolicy: remove('policies'),
    removeQuestion: remove('questions'),
    removeNotice: remove('notices'),
    async suggestions() {
      need('directory')
      return [...state.suggestions.values()].map(columns.showSuggestion)
    },
    async replyToSuggestion(suggestionId, input) {
      need('directory')
      const reply = checkInput(suggestionReplyInput, input)
      return columns.replyToSuggestion(core, operator, suggestionId, reply, 'en')
    },
  }
}
