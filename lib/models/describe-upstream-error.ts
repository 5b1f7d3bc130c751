import { APICallError, EmptyResponseBodyError, LoadAPIKeyError, NoSuchModelError, RetryError } from 'ai'
import { AppError } from '@/lib/errors'
import { BlockedAddressError } from './guarded-fetch'

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
])
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])
const TOO_LONG =
  /context.{0,20}(length|window)|too (long|many tokens|large)|maximum.{0,20}tokens|exceeds?.{0,30}tokens/i
const MAX_DETAIL_LENGTH = 300

type UpstreamProblem = { message: string; retryAfterSeconds?: number }

/** The innermost error that says something: retries and network errors wrap it. */
function* causesOf(error: unknown): Generator<unknown> {
  let current = error
  for (let depth = 0; current !== undefined && current !== null && depth < 6; depth++) {
    yield current
    current = RetryError.isInstance(current) ? current.lastError : current instanceof Error ? current.cause : undefined
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

function retryAfterOf(error: APICallError): number | undefined {
  const seconds = Number(error.responseHeaders?.['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined
}

/** What the provider itself said, without anything that looks like a key. */
function detailOf(text: string): string {
  const said = text
    .replaceAll(/\b(sk|key|AIza)[-_\w*.]{6,}/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return said.length > MAX_DETAIL_LENGTH ? `${said.slice(0, MAX_DETAIL_LENGTH)}…` : said
}

function describeStatus(error: APICallError, provider: string): UpstreamProblem {
  const status = error.statusCode ?? 0
  const said = detailOf(error.message)
  if (status === 401 || status === 403) {
    return { message: `${provider} refused the API key. An administrator can replace it in Settings, Providers.` }
  }
  if (status === 402) return { message: `${provider} wants to be paid first: ${said}` }
  if (status === 429) {
    const retryAfterSeconds = retryAfterOf(error)
    const when = retryAfterSeconds ? `Try again in ${retryAfterSeconds} seconds.` : 'Try again in a moment.'
    return { message: `${provider} allows no more requests for now (rate limit or quota). ${when}`, retryAfterSeconds }
  }
  if (
    status === 413 ||
    (status >= 400 && status < 500 && TOO_LONG.test(`${error.message} ${error.responseBody ?? ''}`))
  ) {
    return {
      message: `The context is too long for this model. Set its real context window in Settings, Providers, or compose with a smaller one. ${provider} says: ${said}`,
    }
  }
  if (status === 404)
    return { message: `${provider} does not know this model, or its address is wrong. It says: ${said}` }
  if (status >= 500)
    return { message: `${provider} has a problem of its own (status ${status}). Try again in a moment.` }
  return { message: `${provider} refused the request (status ${status}): ${said}` }
}

/**
 * What went wrong between us and a provider, as one sentence for the person who waits for the answer; undefined when it
 * is not the provider's doing.
 */
export function describeUpstreamError(error: unknown, provider: string): UpstreamProblem | undefined {
  for (const cause of causesOf(error)) {
    if (cause instanceof AppError) return { message: cause.message }
    if (cause instanceof BlockedAddressError) return { message: `${provider} was not reached: ${cause.message}` }
    if (APICallError.isInstance(cause) && cause.statusCode !== undefined && cause.statusCode >= 400) {
      return describeStatus(cause, provider)
    }
    if (LoadAPIKeyError.isInstance(cause))
      return { message: `${provider} has no API key. Set it in Settings, Providers.` }
    if (NoSuchModelError.isInstance(cause)) return { message: `${provider} does not know this model.` }
    if (UNREACHABLE.has(codeOf(cause))) {
      return { message: `${provider} cannot be reached (${codeOf(cause)}). Check its address and that it runs.` }
    }
    if (TIMED_OUT.has(codeOf(cause))) return { message: `${provider} was silent for too long. Try again.` }
    if (EmptyResponseBodyError.isInstance(cause)) return { message: `${provider} sent an empty answer. Try again.` }
  }
  for (const cause of causesOf(error)) {
    if (cause instanceof Error && /terminated|socket|fetch failed|network/i.test(cause.message)) {
      return { message: `The connection to ${provider} broke off. Try again.` }
    }
    if (APICallError.isInstance(cause)) {
      const said = detailOf(cause.message)
      const problem = cause.statusCode === undefined ? 'cannot be reached' : 'sent an answer that could not be read'
      return { message: `${provider} ${problem}: ${said}` }
    }
  }
  return undefined
}
