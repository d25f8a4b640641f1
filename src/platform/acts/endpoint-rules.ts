/** Rules of webhook endpoints that need the platform's state or settings: what the schema cannot say. */
import type { Locale } from '../../contract/field-errors.js'
import type { FieldError } from '../../errors.js'
import { addressIn, isGlobalUnicast } from '../deliveries/global-address.js'
import type { Settings } from '../settings.js'
import type { Enterprise } from '../state.js'

const texts = {
  wrong_format: {
    en: 'must be an absolute URL such as https://company.example/webhooks/tousu',
    zh: '须为完整网址，例如 https://company.example/webhooks/tousu',
  },
  https_required: {
    en: 'must be https, or http to a loopback address',
    zh: '须为 https；仅本机回环地址可用 http',
  },
  address_not_allowed: {
    en: 'must be reachable from everywhere: local, private and reserved addresses are not dialled',
    zh: '须为公网可达地址；本地、内网与保留地址不予投递',
  },
  userinfo_not_allowed: {
    en: 'must hold no user name and no password: deliveries are signed instead',
    zh: '不得包含用户名或密码：投递以签名验证',
  },
  fragment_not_allowed: {
    en: 'must have no fragment: it would never be sent',
    zh: '不得包含片段（#）：片段不会被发送',
  },
  unknown_service: { en: 'is not a service of this company', zh: '不是本企业的服务' },
  wrong_secret: {
    en: 'must be whsec_ and the canonical base64 of 24–64 bytes',
    zh: '须为 whsec_ 加 24–64 字节的规范 base64',
  },
  too_long_ago: {
    en: 'is further back than deliveries are kept',
    zh: '超过投递记录保留期限',
  },
  secret_in_use: { en: 'is in use already: give a new one', zh: '已在使用，请提供新的密钥' },
} as const

type Rule = keyof typeof texts

export function endpointError(rule: Rule, pointer: string, locale: Locale): FieldError {
  return { pointer, code: rule, detail: texts[rule][locale] }
}

/** As the URL parser writes them: it has made 127.1, 0x7f000001 and the like into four numbers. */
const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** The rule that a delivery URL breaks; undefined when it is right. */
function brokenUrlRule(text: string, profile: Settings['profile']): Rule | undefined {
  // The URL parser drops tabs and line breaks, and takes a backslash for a slash.
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return 'wrong_format'
  const { protocol, hostname } = new URL(text)
  const mayBeHttp = profile === 'default' && loopback.test(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && mayBeHttp)) return 'https_required'
  if (!/^https?:\/\/[^/]/i.test(text)) return 'wrong_format'
  // An empty fragment or user name counts, though the parser shows none.
  if (text.includes('#')) return 'fragment_not_allowed'
  if (/^\w+:\/\/[^/?]*@/.test(text)) return 'userinfo_not_allowed'
  const address = addressIn(hostname)
  const isLocal = address !== undefined && !isGlobalUnicast(address)
  return profile === 'production' && isLocal ? 'address_not_allowed' : undefined
}

/** Every wrong member of an endpoint's settings. */
export function checkEndpoint(
  profile: Settings['profile'],
  { services }: Enterprise,
  {
    url,
    serviceIds = [],
  }: { readonly url?: string | undefined; readonly serviceIds?: readonly string[] | undefined },
  locale: Locale,
): FieldError[] {
  const rule = url === undefined ? undefined : brokenUrlRule(url, profile)
  const known = new Set(services.map(({ id }) => id))
  return [
    ...(rule ? [endpointError(rule, '/url', locale)] : []),
    ...serviceIds.flatMap((id, index) =>
      known.has(id) ? [] : [endpointError('unknown_service', `/serviceIds/${index}`, locale)],
    ),
  ]
}
