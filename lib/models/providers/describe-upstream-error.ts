import {
  AISDKError,
  APICallError,
  EmptyResponseBodyError,
  LoadAPIKeyError,
  NoSuchModelError,
  StreamProviderError,
} from 'ai'
import { cutText } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { BrokenOffError, TooLongAnswerError } from '@/lib/models/fetch/bound-response'
import { causesOf } from '@/lib/models/fetch/causes-of'
import { BlockedAddressError } from '@/lib/models/fetch/guarded-fetch'
import { isUsedUp } from './retry-refused'

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
  /context.{0,20}(length|window|size)|too (long|many tokens|large)|maximum.{0,20}tokens|exceeds?.{0,30}tokens/i
const MAX_DETAIL_LENGTH = 300

type UpstreamProblem = {
  message: string
  retryAfterSeconds?: number
  /** What was sent is more than the model takes. */
  isTooLong?: true
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
  return said.length > MAX_DETAIL_LENGTH ? `${cutText(said, MAX_DETAIL_LENGTH)}…` : said
}

function tooLong(provider: string, said: string): UpstreamProblem {
  const help = 'Set its real context window in Settings, Providers, or compose with a smaller one.'
  return { message: `The context is too long for this model. ${help} ${provider} says: ${said}`, isTooLong: true }
}

function describeStatus(error: APICallError, provider: string): UpstreamProblem {
  const status = error.statusCode ?? 0
  const said = detailOf(error.message)
  if (status === 401 || status === 403) {
    return { message: `${provider} refused the API key. An administrator can replace it in Settings, Providers.` }
  }
  if (status === 402) return { message: `${provider} wants to be paid first: ${said}` }
  if (status === 429 && isUsedUp(error)) {
    return { message: `${provider} has nothing left for this key. Check its plan and billing. It says: ${said}` }
  }
  if (status === 429) {
    const retryAfterSeconds = retryAfterOf(error)
    const wait = retryAfterSeconds === 1 ? '1 second' : `${retryAfterSeconds} seconds`
    const when = retryAfterSeconds ? wait : 'a moment'
    return { message: `${provider} allows no more requests for now. Try again in ${when}.`, retryAfterSeconds }
  }
  if (
    status === 413 ||
    (status >= 400 && status < 500 && TOO_LONG.test(`${error.message} ${error.responseBody ?? ''}`))
  ) {
    return tooLong(provider, said)
  }
  if (status === 404)
    return { message: `${provider} does not know this model, or its address is wrong. It says: ${said}` }
  if (status >= 500)
    return { message: `${provider} has a problem of its own (status ${status}). Try again in a moment.` }
  return { message: `${provider} refused the request (status ${status}): ${said}` }
}

/** What an error means by itself, wherever it comes from: nothing but a model raises one of these. */
function describeCause(cause: unknown, provider: string): UpstreamProblem | undefined {
  if (cause instanceof AppError) return { message: cause.message }
  if (cause instanceof BlockedAddressError) return { message: `${provider} was not reached: ${cause.message}` }
  if (cause instanceof TooLongAnswerError) {
    return { message: `${provider} sent more than an answer can be (${cause.message}). Check its address.` }
  }
  if (APICallError.isInstance(cause) && cause.statusCode !== undefined && cause.statusCode >= 400) {
    return describeStatus(cause, provider)
  }
  if (LoadAPIKeyError.isInstance(cause))
    return { message: `${provider} has no API key. Set it in Settings, Providers.` }
  if (NoSuchModelError.isInstance(cause)) return { message: `${provider} does not know this model.` }
  if (EmptyResponseBodyError.isInstance(cause)) return { message: `${provider} sent an empty answer. Try again.` }
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return {
      message: `${provider} took too long to answer. Check that it runs and is not overloaded, then try again.`,
    }
  }
  if (cause instanceof DOMException && cause.name === 'AbortError') {
    return { message: `The request to ${provider} was stopped before it was answered. Try again.` }
  }
  return undefined
}

/** A provider that fails in the middle of a stream says so in its own form, which is no error of ours. */
function saidInStream(error: unknown): string | undefined {
  if (typeof error === 'string') return error
  if (StreamProviderError.isInstance(error)) return error.message
  if (typeof error !== 'object' || error === null || error instanceof Error) return undefined
  return 'message' in error && typeof error.message === 'string' ? error.message : undefined
}

/** What `fetch` throws. Other connections, such as the database's, fail with the same codes in errors of other kinds. */
function isOfFetch(error: unknown): boolean {
  if (APICallError.isInstance(error) || error instanceof BrokenOffError) return true
  return error instanceof TypeError && /^(fetch failed|failed to fetch|terminated)$/i.test(error.message)
}

function describeConnection(causes: unknown[], provider: string): UpstreamProblem | undefined {
  const codes = causes.map(codeOf)
  if (codes.some((code) => TIMED_OUT.has(code))) return { message: `${provider} was silent for too long. Try again.` }
  if (causes.some((cause) => cause instanceof BrokenOffError)) {
    return { message: `The connection to ${provider} broke off in the middle of its answer. Try again.` }
  }
  const unreachable = codes.find((code) => UNREACHABLE.has(code))
  if (unreachable) {
    return { message: `${provider} cannot be reached (${unreachable}). Check its address and that it runs.` }
  }
  for (const cause of causes) {
    if (APICallError.isInstance(cause)) {
      const problem = cause.statusCode === undefined ? 'cannot be reached' : 'sent an answer that could not be read'
      return { message: `${provider} ${problem}: ${detailOf(cause.message)}` }
    }
  }
  return { message: `${provider} cannot be reached. Check its address and that it runs.` }
}

/**
 * What went wrong between us and a provider, as one sentence for the person who waits for the answer; undefined when it
 * is not the provider's doing, such as the database's.
 */
export function describeUpstreamError(error: unknown, provider: string): UpstreamProblem | undefined {
  const said = saidInStream(error)
  if (said !== undefined) {
    return TOO_LONG.test(said)
      ? tooLong(provider, detailOf(said))
      : { message: `${provider} gave up: ${detailOf(said)}` }
  }
  const causes = causesOf(error)
  for (const cause of causes) {
    const problem = describeCause(cause, provider)
    if (problem) return problem
  }
  if (causes.some(isOfFetch)) return describeConnection(causes, provider)
  const unread = causes.find((cause) => AISDKError.isInstance(cause))
  return unread && { message: `${provider} sent an answer that could not be read: ${detailOf(unread.message)}` }
}
