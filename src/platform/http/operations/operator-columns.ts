/** An operator keeps the directory and the public columns. */
import { searchDirectory } from '../../directory.js'
import * as columns from '../../operators/columns.js'
import * as directory from '../../operators/directory.js'
import type { Operations } from '../call.js'
import { operatorOf } from '../operator-call.js'

export const operatorColumnOperations: Operations<
  | 'listCompanies'
  | 'addCompany'
  | 'updateCompany'
  | 'removeCompany'
  | 'publishPolicy'
  | 'removePolicy'
  | 'publishQuestion'
  | 'removeQuestion'
  | 'publishNotice'
  | 'removeNotice'
  | 'listSuggestions'
  | 'replyToSuggestion'
> = {
  listCompanies: ({ core, query }) => ({ items: searchDirectory(core, query) }),
  addCompany: (call) => directory.addCompany(call.core, operatorOf(call), call.body),
  updateCompany: (call) => directory.updateCompany(call.core, operatorOf(call), call.params.id, call.body),
  removeCompany(call) {
    directory.removeCompany(call.core, operatorOf(call), call.params.id, call.body)
    return undefined
  },
  publishPolicy(call) {
    const { note, ...entry } = call.body
    const policy = { id: call.params.id, ...entry }
    const { policies } = call.core.state
    columns.publishEntry(call.core, operatorOf(call), 'policies', policies, policy, note)
    return policy
  },
  removePolicy(call) {
    columns.removeEntry(call.core, operatorOf(call), 'policies', call.params.id, call.body)
    return undefined
  },
  publishQuestion(call) {
    const { note, ...entry } = call.body
    const question = { id: call.params.id, ...entry }
    const { questions } = call.core.state
    columns.publishEntry(call.core, operatorOf(call), 'questions', questions, question, note)
    return question
  },
  removeQuestion(call) {
    columns.removeEntry(call.core, operatorOf(call), 'questions', call.params.id, call.body)
    return undefined
  },
  publishNotice(call) {
    const { note, ...entry } = call.body
    const notice = { id: call.params.id, ...entry }
    const { notices } = call.core.state
    columns.publishEntry(call.core, operatorOf(call), 'notices', notices, notice, note)
    return notice
  },
  removeNotice(call) {
    columns.removeEntry(call.core, operatorOf(call), 'notices', call.params.id, call.body)
    return undefined
  },
  listSuggestions: ({ core }) => ({
    items: [...core.state.suggestions.values()].map(columns.showSuggestion),
  }),
  replyToSuggestion: (call) =>
    columns.replyToSuggestion(call.core, operatorOf(call), call.params.id, call.body, call.locale),
}
