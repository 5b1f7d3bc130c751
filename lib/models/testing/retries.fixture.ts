import { afterAll, beforeAll } from 'vitest'
import { type RetryClock, retryClock } from '@/lib/models/providers/retry-refused'
import { LIMITS } from '@/lib/schemas/limits'

/** A clock whose waits are over at once, and what was waited, in ms. */
export function fakeClock(random = 0): RetryClock & { waits: number[] } {
  const waits: number[] = []
  let now = 0
  return {
    waits,
    now: () => now,
    random: () => random,
    async wait(ms, signal) {
      waits.push(ms)
      signal?.throwIfAborted()
      now += ms
    },
  }
}

/** Makes every retry come at once, as long as the tests of the file run that calls it at its top. */
export function retryAtOnce(): void {
  const real = { ...retryClock }
  beforeAll(() => void Object.assign(retryClock, fakeClock()))
  afterAll(() => void Object.assign(retryClock, real))
}

/** What a server has to be told for a call to come to this script, however often it is tried. */
export function everyTry<Script extends object>(script: Script): Script[] {
  const status = 'status' in script ? script.status : undefined
  const isTriedAgain = status === 429 || Number(status) >= 500
  return Array.from({ length: isTriedAgain ? LIMITS.callTries : 1 }, () => script)
}
