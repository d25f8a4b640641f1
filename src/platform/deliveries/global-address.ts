/** Which addresses a delivery may go to: those that mean the same host everywhere on the internet. */
import { BlockList, isIP } from 'node:net'

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits = ''] = subnet.split('/')
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** IANA's registries of special-purpose addresses (RFC 6890), and multicast. */
const special = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  // Relays of 6to4.
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])

/** All of IPv6 that is global unicast (RFC 4291 section 2.4); mapped, NAT64, local and multicast lie outside. */
const unicast6 = listOf(['2000::/3'])
const special6 = listOf([
  // Teredo, benchmarks, ORCHID.
  '2001::/23',
  // Documentation.
  '2001:db8::/32',
  '3fff::/20',
  // 6to4.
  '2002::/16',
])

/** Whether this is the text of a global unicast address; a zone (RFC 4007) makes it a local one. */
export function isGlobalUnicast(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  if (family === 4) return !special.check(address, 'ipv4')
  return unicast6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

/** The address in a URL's host, without brackets; undefined where it is a name. */
export function addressIn(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) === 0 ? undefined : bare
}
