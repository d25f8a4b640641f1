/** An operator keeps the directory: companies that are not connected, and how connected ones are found. */
import type { z } from 'zod'
import type { companyInput, companyPatch, DirectoryCompany, NoteInput } from '../../contract/index.js'
import type { Core } from '../core.js'
import { showCompany, unconnected, withId } from '../directory.js'
import { initialsOf } from '../pinyin.js'
import { RefusalError } from '../refusal.js'
import type { DirectoryRecord } from '../state.js'
import { audited, type OperatorCaller } from './audit.js'

/** Enters a company that is not connected. */
export function addCompany(
  core: Core,
  operator: OperatorCaller,
  { note, ...company }: z.output<typeof companyInput>,
): DirectoryCompany {
  return keep(core, operator, 'company.added', unconnected(core, company), note)
}

/** @throws RefusalError not_found; company_connected: name and services of a connected one are its own */
export function updateCompany(
  core: Core,
  operator: OperatorCaller,
  id: string,
  { name, initials, aliases, services, note }: z.output<typeof companyPatch>,
): DirectoryCompany {
  const former = findCompany(core, id)
  if (former.enterpriseId !== null && (name !== undefined || services !== undefined)) {
    throw new RefusalError('company_connected')
  }
  const record: DirectoryRecord = {
    ...former,
    name: name ?? former.name,
    initials: initials ?? (name === undefined ? former.initials : initialsOf(name)),
    aliases: aliases ?? former.aliases,
    services: services?.map((service) => withId(core, service)) ?? former.services,
  }
  return keep(core, operator, 'company.updated', record, note)
}

/** @throws RefusalError not_found, company_connected */
export function removeCompany(core: Core, operator: OperatorCaller, id: string, { note }: NoteInput): void {
  const { enterpriseId } = findCompany(core, id)
  if (enterpriseId !== null) throw new RefusalError('company_connected')
  audited(core, operator, { act: 'company.removed', target: id, note }, () => core.state.directory.delete(id))
}

function keep(
  core: Core,
  operator: OperatorCaller,
  act: string,
  record: DirectoryRecord,
  note: string,
): DirectoryCompany {
  audited(core, operator, { act, target: record.id, note }, () => core.state.directory.set(record.id, record))
  return showCompany(core.state, record)
}

function findCompany({ state }: Core, id: string): DirectoryRecord {
  const record = state.directory.get(id)
  if (!record) throw new RefusalError('not_found')
  return record
}
