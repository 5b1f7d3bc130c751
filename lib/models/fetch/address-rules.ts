import ipaddr from 'ipaddr.js'

/**
 * `public` may always be reached, `private` (loopback and private networks) by explicit permission, `forbidden` (link-local,
 * cloud metadata, multicast, unspecified, reserved, tunnels) never.
 */
type AddressKind = 'public' | 'private' | 'forbidden'

/** Metadata and platform services that live outside of the link-local ranges. */
const METADATA_ADDRESSES = new Set([
  '100.100.100.200', // Alibaba Cloud
  '168.63.129.16', // Azure platform
  '192.0.0.192', // Oracle Cloud
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google Cloud
])

const PRIVATE_RANGES = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])
const EMBEDDED_RANGES = new Set(['ipv4Mapped', 'rfc6145', 'rfc6052'])
/** 2000::/3, all that is assigned as global unicast (RFC 4291 §2.5.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** What an IP address, in any notation of its text form, is for. Something that is none is `forbidden`. */
export function classifyAddress(text: string): AddressKind {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (!ipaddr.isValid(bare)) return 'forbidden'
  const address = ipaddr.parse(bare)
  if (address instanceof ipaddr.IPv6) {
    // the last four bytes are the IPv4 address that is reached in the end
    if (EMBEDDED_RANGES.has(address.range())) return classifyAddress(address.toByteArray().slice(-4).join('.'))
    if (METADATA_ADDRESSES.has(address.toString())) return 'forbidden'
    if (PRIVATE_RANGES.has(address.range())) return 'private'
    return address.range() === 'unicast' && address.match(GLOBAL_UNICAST) ? 'public' : 'forbidden'
  }
  if (METADATA_ADDRESSES.has(address.toString())) return 'forbidden'
  if (PRIVATE_RANGES.has(address.range())) return 'private'
  return address.range() === 'unicast' ? 'public' : 'forbidden'
}

/** Local model servers that may be reached without being named: the default ports of Ollama and LM Studio. */
const DEFAULT_ALLOWED_HOSTS = ['127.0.0.1', 'localhost', '[::1]'].flatMap((host) => [`${host}:11434`, `${host}:1234`])

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}

/**
 * Whether loopback and private addresses may be reached under this URL.
 * @param allowedHosts `host` (any port) or `host:port`; IPv6 in brackets.
 */
export function isPrivateHostAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  const host = url.hostname.toLowerCase()
  return [...DEFAULT_ALLOWED_HOSTS, ...allowedHosts].some((entry) => {
    const allowed = entry.trim().toLowerCase()
    return allowed === host || allowed === `${host}:${portOf(url)}`
  })
}
