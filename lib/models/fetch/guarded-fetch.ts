import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { LIMITS } from '@/lib/schemas/limits'
import { classifyAddress, isPrivateHostAllowed } from './address-rules'
import { boundResponse, type ResponseBounds } from './bound-response'

const CONNECT_TIMEOUT_MS = 10_000
/** The time to the first byte of an answer, and between two of its pieces: long contexts take their time. */
const SILENCE_TIMEOUT_MS = 180_000

/** A request that the guard did not let out. The message is for the administrator who set the address. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError'
}

/** Resolves all addresses of a host name; `node:dns` lookup by default. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>

const resolveBySystem: ResolveHost = (hostname) =>
  new Promise((resolve, reject) => {
    dnsLookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    )
  })

function refuse(host: string, address: string, isPrivateAllowed: boolean): void {
  const kind = classifyAddress(address)
  if (kind === 'public' || (kind === 'private' && isPrivateAllowed)) return
  throw new BlockedAddressError(
    kind === 'private'
      ? `${host} is inside this network. Whoever runs the server can allow it: LOADOUT_ALLOWED_HOSTS=${host}`
      : `${host} is an address that models are never reached at.`,
  )
}

/**
 * The addresses that were judged are the addresses that are connected to, as the socket uses this very lookup: a name
 * that changes its mind between check and use (DNS rebinding) gains nothing.
 */
function pinnedLookup(resolveHost: ResolveHost, isPrivateAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname)
      .then((addresses) => {
        for (const { address } of addresses) refuse(hostname, address, isPrivateAllowed)
        const first = addresses[0]
        if (!first) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
        if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, '', 0))
  }
}

/** @throws BlockedAddressError for an address that may not be used, as far as can be told without resolving it. */
export function checkUrl(text: string, allowedHosts: readonly string[]): URL {
  if (!URL.canParse(text)) throw new BlockedAddressError('The address is not a URL.')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BlockedAddressError('Only http:// and https:// addresses are reached.')
  }
  if (url.username || url.password)
    throw new BlockedAddressError('The address must not contain a user name or password.')
  const isLiteral = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0
  if (isLiteral) refuse(url.host, url.hostname, isPrivateHostAllowed(url, allowedHosts))
  return url
}

export type GuardOptions = {
  /** Hosts inside this network that may be reached: `host` or `host:port`. */
  allowedHosts: readonly string[]
  resolveHost?: ResolveHost
}

/** `fetch` with a bound on what comes back, `LIMITS.providerVectorsBytes` where a call names none. */
export type GuardedFetch = (
  input: string | URL | Request,
  init?: RequestInit & { bounds?: ResponseBounds },
) => Promise<Response>

/**
 * `fetch` for addresses that people type in: http and https only, never to link-local or metadata addresses, to
 * loopback and private ones only when allowed, to the very address that was checked, without following redirects, and
 * with an end to whatever is sent back.
 * @throws BlockedAddressError; the body of an answer fails as `boundResponse` says
 */
export function createGuardedFetch({ allowedHosts, resolveHost = resolveBySystem }: GuardOptions): GuardedFetch {
  const agentFor = (isPrivateAllowed: boolean) =>
    new Agent({
      connect: { timeout: CONNECT_TIMEOUT_MS, lookup: pinnedLookup(resolveHost, isPrivateAllowed) },
      headersTimeout: SILENCE_TIMEOUT_MS,
      bodyTimeout: SILENCE_TIMEOUT_MS,
    })
  const agents = { public: agentFor(false), private: agentFor(true) }

  return async (input, { bounds = { maxBytes: LIMITS.providerVectorsBytes }, ...init } = {}) => {
    const url = checkUrl(input instanceof Request ? input.url : String(input), allowedHosts)
    const dispatcher = isPrivateHostAllowed(url, allowedHosts) ? agents.private : agents.public
    const response = await undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]),
      redirect: 'manual',
      dispatcher,
    }).catch((error: unknown) => {
      const cause = error instanceof Error ? error.cause : undefined
      throw cause instanceof BlockedAddressError ? cause : error
    })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      throw new BlockedAddressError(`${url.host} redirects elsewhere. Set the address that it redirects to.`)
    }
    return boundResponse(response as unknown as Response, bounds, init.signal)
  }
}
