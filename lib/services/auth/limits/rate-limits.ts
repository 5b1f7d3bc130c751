import { AppError } from '@/lib/errors'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, userIdOf } from '@/lib/services/actor'
import { RateLimiter } from './rate-limiter'

const MINUTE_MS = 60_000
const SIGN_IN_WINDOW_MS = LIMITS.signInWindowMinutes * MINUTE_MS

const limiters = processWide('rate limits', () => ({
  requests: new RateLimiter(LIMITS.requestsPerMinute, MINUTE_MS),
  signInByAddressAndEmail: new RateLimiter(LIMITS.signInFailuresPerAddressAndEmail, SIGN_IN_WINDOW_MS),
  signInByAddress: new RateLimiter(LIMITS.signInFailuresPerAddress, SIGN_IN_WINDOW_MS),
  signInByEmail: new RateLimiter(LIMITS.signInFailuresPerEmail, SIGN_IN_WINDOW_MS),
}))

function refuseWhen(retryAfterSeconds: number, message: string): void {
  if (retryAfterSeconds > 0) {
    const wait = retryAfterSeconds === 1 ? '1 second' : `${retryAfterSeconds} seconds`
    throw new AppError('LIMIT_EXCEEDED', `${message} Try again in ${wait}.`, { retryAfterSeconds })
  }
}

/** Counts one request of the key or person. @throws AppError LIMIT_EXCEEDED with `retryAfterSeconds`. */
export function limitRequests(actor: Actor): void {
  if (actor.kind === 'system') return
  const id = actor.kind === 'apiKey' ? actor.keyId : userIdOf(actor)
  refuseWhen(limiters.requests.take(`${actor.kind}:${id}`), 'Too many requests.')
}

function signInChecks(address: string, email: string): [RateLimiter, string][] {
  const { signInByAddressAndEmail, signInByAddress, signInByEmail } = limiters
  return [
    [signInByAddressAndEmail, `${address} ${email}`],
    [signInByAddress, address],
    [signInByEmail, email],
  ]
}

/** Counts an attempt before it is checked, so that many at once count too. @throws AppError LIMIT_EXCEEDED. */
export function limitSignIn(address: string, email: string): void {
  const checks = signInChecks(address, email)
  refuseWhen(Math.max(...checks.map(([limiter, key]) => limiter.retryAfterSeconds(key))), 'Too many attempts.')
  for (const [limiter, key] of checks) limiter.take(key)
}

/** After a success the person's own counter starts afresh; the address and the e-mail keep theirs. */
export function forgetSignIns(address: string, email: string): void {
  limiters.signInByAddressAndEmail.forget(`${address} ${email}`)
}
