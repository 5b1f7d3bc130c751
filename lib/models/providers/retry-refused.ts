import { setTimeout as sleep } from 'node:timers/promises'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { APICallError } from 'ai'
import { causesOf } from '@/lib/models/fetch/causes-of'
import { LIMITS } from '@/lib/schemas/limits'
import { wrapModel } from './wrap-model'

/** Time as retries see it. */
export type RetryClock = {
  /** Milliseconds, from anywhere. */
  now: () => number
  /** @throws what the signal was aborted with */
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** 0–1, without 1. */
  random: () => number
}

/** A call that was refused and is tried again. */
export type Waiting = {
  because: 'busy' | 'failing' | 'unreachable'
  /** 0 when the time has come. */
  waitMs: number
  /** The try that follows, 2–, of so many. */
  attempt: number
  of: number
}

export type RetryOptions = { clock?: RetryClock; onWait?: (waiting: Waiting) => void }

export const retryClock: RetryClock = {
  now: () => performance.now(),
  random: Math.random,
  wait: (ms, signal) =>
    sleep(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error
    }),
}

const FIRST_WAIT_MS = 1_000
const BUSY = new Set([429, 503, 529])
const FAILING = new Set([500, 502, 504])
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])
/** What is used up does not come back in a minute. */
const USED_UP = /insufficient_quota|exceeded_current_quota|billing_hard_limit|quota_exhausted|PerDay/i

/** Whether a refusal says that nothing is left of what was paid for, or of the day. */
export const isUsedUp = ({ message, responseBody = '' }: APICallError): boolean =>
  USED_UP.test(`${message} ${responseBody}`)

type Refusal = { because: Waiting['because']; askedMs: number }

/** Waiting time that a provider asks for: as a header in ms, s or as a date, or as Google's in the body; 0 for none. */
function askedWait({ responseHeaders = {}, responseBody = '' }: APICallError): number {
  const inMs = Number(responseHeaders['retry-after-ms'])
  if (inMs > 0) return inMs
  const header = responseHeaders['retry-after']
  if (header !== undefined) {
    const seconds = Number(header)
    const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now()
    return Number.isNaN(ms) ? 0 : Math.max(0, ms)
  }
  const [, delay] = /"retryDelay":\s{0,9}"(\d{1,9}(?:\.\d{1,9})?)s"/.exec(responseBody) ?? []
  return Number(delay ?? 0) * 1_000
}

/** Why a call came to nothing before it began, where another one may do better; undefined where none will. */
export function findRefusal(error: unknown): Refusal | undefined {
  const causes = causesOf(error)
  for (const cause of causes) {
    if (!APICallError.isInstance(cause) || cause.statusCode === undefined) continue
    if (isUsedUp(cause)) return undefined
    if (BUSY.has(cause.statusCode)) return { because: 'busy', askedMs: askedWait(cause) }
    return FAILING.has(cause.statusCode) ? { because: 'failing', askedMs: askedWait(cause) } : undefined
  }
  const isCut = causes.some((cause) => cause instanceof Error && 'code' in cause && UNREACHABLE.has(String(cause.code)))
  return isCut ? { because: 'unreachable', askedMs: 0 } : undefined
}

/**
 * Tries a call again that was refused before it began, at most `LIMITS.callTries` times in all. Waits double, each between
 * half and all of its time, and last at least as long as the provider asks for; one that asks for more than
 * `LIMITS.callWaitSeconds`, or that would end `LIMITS.callRetrySeconds` after the first try, is not waited for.
 * @throws what the last try threw, or what the signal was aborted with
 */
async function retryRefused<Result>(
  call: () => PromiseLike<Result>,
  signal: AbortSignal | undefined,
  { clock = retryClock, onWait }: RetryOptions = {},
): Promise<Result> {
  const start = clock.now()
  const of = LIMITS.callTries
  for (let attempt = 2; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      const refusal = signal?.aborted || attempt > of ? undefined : findRefusal(error)
      if (!refusal) throw error
      const backoffMs = FIRST_WAIT_MS * 2 ** (attempt - 2) * (0.5 + clock.random() / 2)
      const waitMs = Math.max(backoffMs, refusal.askedMs)
      const isLate = clock.now() - start + waitMs > LIMITS.callRetrySeconds * 1_000
      if (isLate || waitMs > LIMITS.callWaitSeconds * 1_000) throw error
      const { because } = refusal
      onWait?.({ because, waitMs, attempt, of })
      await clock.wait(waitMs, signal)
      onWait?.({ because, waitMs: 0, attempt, of })
    }
  }
}

/** The same model, each call of which is tried again as `retryRefused` says. Callers turn the SDK's own retries off. */
export function withRetries(model: LanguageModelV4, options?: RetryOptions): LanguageModelV4 {
  return wrapModel(model, {
    doGenerate: (call) => retryRefused(() => model.doGenerate(call), call.abortSignal, options),
    doStream: (call) => retryRefused(() => model.doStream(call), call.abortSignal, options),
  })
}

const BECAUSE: Record<Waiting['because'], string> = {
  busy: 'is busy',
  failing: 'has a problem of its own',
  unreachable: 'cannot be reached',
}

/** For whoever waits. */
export function describeWaiting({ because, waitMs, attempt, of }: Waiting, provider: string): string {
  const when = waitMs > 0 ? `Trying again in ${Math.ceil(waitMs / 1_000)} s` : 'Trying again'
  return `${provider} ${BECAUSE[because]}. ${when} (${attempt} of ${of}).`
}
