import type { LookupAddress } from 'node:dns'
import { createServer } from 'node:http'
import { type AddressInfo, connect as dial } from 'node:net'
import type { buildConnector } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnections } from '../../../src/platform/deliveries/connections.js'
import { isGlobalUnicast } from '../../../src/platform/deliveries/global-address.js'
import {
  AddressRefusedError,
  type GuardOptions,
  type Resolve,
} from '../../../src/platform/deliveries/guarded-connector.js'
import { createSender } from '../../../src/platform/deliveries/send.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { openScene } from './setup.js'

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address ? address.port : 0

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '223.5.5.5',
  '2400:3200::1',
  '2606:4700:4700::1111',
  '2620:4f:8000::1',
]

const localAddresses = [
  ['0.0.0.0', 'this host'],
  ['0.255.255.255', 'this network'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['100.64.0.0', 'shared'],
  ['100.127.255.255', 'shared'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['169.254.169.254', 'link local'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.8', 'IETF'],
  ['192.0.2.1', 'documentation'],
  ['192.88.99.1', '6to4 relay'],
  ['192.168.0.1', 'private'],
  ['198.18.0.1', 'benchmark'],
  ['198.19.255.255', 'benchmark'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.7', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback, long'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['::ffff:7f00:1', 'IPv4-mapped'],
  ['::ffff:0:127.0.0.1', 'IPv4-translated'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['64:ff9b::8.8.8.8', 'NAT64'],
  ['64:ff9b::7f00:1', 'NAT64'],
  ['64:ff9b:1::1', 'local NAT64'],
  ['100::1', 'discard only'],
  ['2001::1', 'Teredo'],
  ['2001:2::1', 'benchmark'],
  ['2001:20::1', 'ORCHID'],
  ['2001:db8::1', 'documentation'],
  ['2001:DB8::1', 'documentation, capitals'],
  ['2002:7f00:1::1', '6to4'],
  ['2002:808:808::1', '6to4'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'segment routing'],
  ['fc00::1', 'unique local'],
  ['fdff::1', 'unique local'],
  ['fe80::1', 'link local'],
  ['fe80::1%eth0', 'with a zone'],
  ['2400:3200::1%eth0', 'global with a zone'],
  ['febf::1', 'link local'],
  ['fec0::1', 'site local'],
  ['ff02::1', 'multicast'],
] as const

describe('an address', () => {
  it.each(publicAddresses)('%s may be dialled', (address) => {
    expect(isGlobalUnicast(address)).toBe(true)
  })

  it.each(localAddresses)('%s may not: %s', (address) => {
    expect(isGlobalUnicast(address)).toBe(false)
  })

  it.each([
    ['9.255.255.255', '10.0.0.0'],
    ['11.0.0.0', '10.255.255.255'],
    ['100.63.255.255', '100.64.0.0'],
    ['100.128.0.0', '100.127.255.255'],
    ['126.255.255.255', '127.0.0.0'],
    ['128.0.0.1', '127.255.255.255'],
    ['172.15.255.255', '172.16.0.0'],
    ['172.32.0.0', '172.31.255.255'],
    ['192.167.255.255', '192.168.0.0'],
    ['192.169.0.0', '192.168.255.255'],
    ['223.255.255.255', '224.0.0.0'],
    ['2001:200::', '2001:1ff::'],
    ['2003::', '2002:ffff::'],
    ['2001:db7:ffff::', '2001:db8::'],
  ])('%s beyond the edge may be dialled, %s within it not', (outside, inside) => {
    expect([isGlobalUnicast(outside), isGlobalUnicast(inside)]).toEqual([true, false])
  })

  it.each(['', 'localhost', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '1.1.1.1.', '[::1]', '1.1.1.1/8'])(
    'that is none, such as "%s", is not one that may be dialled',
    (text) => {
      expect(isGlobalUnicast(text)).toBe(false)
    },
  )
})

/** Ways to write an address that is not for everybody. */
const spellings = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0X7F.1/',
  'https://0x7f.0.0.0x1/',
  'https://017700000001/',
  'https://0177.0.0.01/',
  'https://0/',
  'https://127.0.0.1./',
  'https://127.0.0.1:8443/',
  'https://１２７.０.０.１/',
  'https://127。0。0。1/',
  'https://127．0．0．1/',
  'https://①②⑦.0.0.1/',
  'https://%31%32%37.0.0.1/',
  'https://10.0.0.1/',
  'https://167772161/',
  'https://192.168.1/',
  'https://3232235777/',
  'https://169.254.169.254/latest/meta-data',
  'https://0xA9FEA9FE/',
  'https://[::1]/',
  'https://[0000:0000::0001]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::FFFF:7F00:1]/',
  'https://[::ffff:8.8.8.8]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://[ff02::1]/',
]

/** What is no address of an endpoint at all. */
const malformed = [
  'https://[fe80::1%25eth0]/',
  'https://[fe80::1%eth0]/',
  'https://256.1.1.1/',
  'https://1.2.3.4.5/',
  'https://0x100000000/',
  'https://127.0.0.1\\@company.example/',
  'https:/127.0.0.1/',
  'https:127.0.0.1',
  'https://127.0.0.1\t/',
]

describe('the production profile', () => {
  const codeOf = (url: string, profile: 'default' | 'production') => {
    const { add } = openScene({ profile })
    try {
      add({ url })
      return undefined
    } catch (error) {
      return error instanceof RefusalError ? error.details.errors?.[0]?.code : error
    }
  }

  it.each(spellings)('takes no endpoint at %s', (url) => {
    expect(codeOf(url, 'production')).toBe('address_not_allowed')
  })

  it.each(malformed)('nor at %j, which is no address', (url) => {
    expect(codeOf(url, 'production')).toBe('wrong_format')
  })

  it.each(['http://localhost/', 'http://127.0.0.1/', 'http://[::1]/', 'http://company.example/'])(
    'nor over http at %s',
    (url) => {
      expect(codeOf(url, 'production')).toBe('https_required')
    },
  )

  it('takes one at a public address and at a name; the default profile takes local ones, too', () => {
    for (const url of [
      'https://1.1.1.1/',
      'https://[2400:3200::1]/',
      'https://company.example/',
      'https://例子.example/',
    ]) {
      expect(codeOf(url, 'production')).toBeUndefined()
    }
    for (const url of ['https://127.0.0.1/', 'http://localhost:3000/', 'https://10.0.0.1/']) {
      expect(codeOf(url, 'default')).toBeUndefined()
    }
  })
})

describe('a delivery in the production profile', () => {
  const company = createServer((_request, response) => void response.writeHead(204).end())
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve))
    port = portOf(company.address())
  })
  afterAll(() => {
    company.closeAllConnections()
    company.close()
  })

  /** Dials what the guard lets through: whatever the address, the company's server stands there. */
  function open(resolve: Resolve) {
    const dialled: string[] = []
    const build = ({ lookup }: Parameters<GuardOptions['build']>[0]): buildConnector.connector =>
      function connect(target, callback) {
        const answer = (error: Error | null, found: string | LookupAddress[]) => {
          if (error) return callback(error, null)
          const [first] = Array.isArray(found) ? found : [{ address: found }]
          dialled.push(first?.address ?? '')
          const socket = dial(port, '127.0.0.1', () => callback(null, socket))
        }
        if (/^[\d.]+$/.test(target.hostname)) answer(null, target.hostname)
        else lookup(target.hostname, { all: true }, answer)
      }
    const sender = createSender({
      timeoutMs: 5_000,
      connected: createConnections(),
      guard: { resolve, build },
    })
    const send = async (url: string) => {
      const { status, outcome } = await sender.send({ url, headers: {}, body: '{}' })
      return status ?? outcome
    }
    return { send, dialled, close: () => sender.close() }
  }

  it('dials the address that was checked, resolved once', async () => {
    const asked: string[] = []
    const { send, dialled, close } = open(async (hostname) => {
      asked.push(hostname)
      return ['203.0.114.7', '2400:3200::1']
    })
    expect(await send('http://company.example/hooks')).toBe(204)
    expect([asked, dialled]).toEqual([['company.example'], ['203.0.114.7']])
    await close()
  })

  it('is refused for a name that resolves to a local address, though only one of several is', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['::1'],
      ['1.1.1.1', '10.0.0.1'],
      ['::ffff:1.1.1.1'],
      ['fe80::1%1'],
    ]) {
      const { send, dialled, close } = open(async () => addresses)
      expect(await send('http://company.example/hooks')).toBe('address_not_allowed')
      expect(dialled).toEqual([])
      await close()
    }
  })

  it('is refused when the name resolves otherwise the next time', async () => {
    const answers = [['1.1.1.1'], ['169.254.169.254'], ['1.1.1.1']]
    const { send, dialled, close } = open(async () => answers.shift() ?? [])
    // A name of its own each time, so that no open connection is used again.
    expect(await send('http://company.example:81/')).toBe(204)
    expect(await send('http://company.example:82/')).toBe('address_not_allowed')
    expect(await send('http://company.example:83/')).toBe(204)
    expect(await send('http://company.example:84/')).toBe('name_not_resolved')
    expect(dialled).toEqual(['1.1.1.1', '1.1.1.1'])
    await close()
  })

  it('never asks a resolver about a literal, and refuses a local one', async () => {
    const { send, dialled, close } = open(() => Promise.reject(new Error('asked')))
    expect(await send('http://127.0.0.1/')).toBe('address_not_allowed')
    expect(await send('http://[::1]/')).toBe('address_not_allowed')
    expect(await send('http://1.1.1.1/')).toBe(204)
    expect(dialled).toEqual(['1.1.1.1'])
    await close()
  })

  it('asks the resolver of the system and undici by default', async () => {
    const sender = createSender({ timeoutMs: 5_000, connected: createConnections(), guard: {} })
    const send = async (host: string) => {
      const { outcome } = await sender.send({ url: `http://${host}:${port}/`, headers: {}, body: '{}' })
      return outcome
    }
    expect(await send('localhost')).toBe('address_not_allowed')
    expect(await send('LOCALHOST')).toBe('address_not_allowed')
    expect(await send('127.0.0.1')).toBe('address_not_allowed')
    await sender.close()
  })

  it('says what was refused without the address', () => {
    expect(new AddressRefusedError().message).not.toMatch(/\d/)
  })
})
