/** The directory of companies: who is connected, what they offer, how people look for them. */
import type { z } from 'zod'
import type { companyInput, DirectoryCompany, ServiceType } from '../contract/index.js'
import type { Core } from './core.js'
import { initialsOf } from './pinyin.js'
import type { DirectoryRecord, State } from './state.js'

export interface DirectorySearch {
  /** Part of a name, of an alias or of a service's name; letters may be the initials of the name. */
  readonly query?: string | undefined
  /** The first letters of the name in Pinyin: `S`, `SL`. */
  readonly initial?: string | undefined
  readonly connected?: boolean | undefined
  /** Companies with a service of this type. */
  readonly serviceType?: ServiceType | undefined
}

/** Companies that fit, in order of their initials. */
export function searchDirectory(
  { state }: Pick<Core, 'state'>,
  { query, initial, connected, serviceType }: DirectorySearch = {},
): DirectoryCompany[] {
  const wanted = plain(query ?? '')
  const letters = initial?.toUpperCase() ?? ''
  return [...state.directory.values()]
    .map((record) => showCompany(state, record))
    .filter(
      (company) =>
        (wanted === '' || isCalled(company, wanted)) &&
        company.initials.startsWith(letters) &&
        (connected === undefined || company.connected === connected) &&
        (serviceType === undefined || company.services.some(({ type }) => type === serviceType)),
    )
    .sort((one, other) => order(one, other))
}

/** A company as anyone reads it: the services of a connected one are those that it registered. */
export function showCompany(state: State, record: DirectoryRecord): DirectoryCompany {
  const { id, name, initials, aliases, enterpriseId } = record
  const services = state.enterprises.get(enterpriseId ?? '')?.services ?? record.services
  return {
    id,
    name,
    initials,
    aliases: [...aliases],
    connected: enterpriseId !== null,
    enterpriseId,
    services: [...services],
  }
}

/** A connected company stands in the directory; one that stood there unconnected keeps its place. */
export function listEnterprise(
  { state, ids }: Core,
  { id: enterpriseId, name }: { readonly id: string; readonly name: string },
  {
    aliases,
    initials,
  }: { readonly aliases?: readonly string[] | undefined; readonly initials?: string | undefined },
): void {
  const former = [...state.directory.values()].find(
    (each) => each.enterpriseId === null && plain(each.name) === plain(name),
  )
  const id = former?.id ?? ids.next('dir')
  state.directory.set(id, {
    id,
    name,
    initials: initials ?? former?.initials ?? initialsOf(name),
    aliases: aliases ?? former?.aliases ?? [],
    enterpriseId,
    services: [],
  })
}

/** A company that is not connected, as it stands in the directory once it is entered. */
export function unconnected(
  core: Core,
  { name, initials, aliases = [], services = [] }: Omit<z.output<typeof companyInput>, 'note'>,
): DirectoryRecord {
  return {
    id: core.ids.next('dir'),
    name,
    initials: initials ?? initialsOf(name),
    aliases,
    enterpriseId: null,
    services: services.map((service) => withId(core, service)),
  }
}

export function withId(
  { ids }: Core,
  { name, type, filingNumber }: NonNullable<z.output<typeof companyInput>['services']>[number],
) {
  return { id: ids.next('svc'), name, type, filingNumber: filingNumber ?? null }
}

/** However it was typed: full-width letters, capitals and blanks make no difference. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')

function isCalled({ name, aliases, services, initials }: DirectoryCompany, wanted: string): boolean {
  const names = [name, ...aliases, ...services.map((service) => service.name)]
  return initials.toLowerCase().startsWith(wanted) || names.some((each) => plain(each).includes(wanted))
}

function order(one: DirectoryCompany, other: DirectoryCompany): number {
  if (one.initials !== other.initials) return one.initials < other.initials ? -1 : 1
  return one.id < other.id ? -1 : 1
}
