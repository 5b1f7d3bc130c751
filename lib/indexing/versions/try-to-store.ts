import { BaseChanged } from './base-changed'

const MAX_TRIES = 3

/**
 * Prepares something and stores it, and does both again when its base changed in between: `store` says so by false or by
 * BaseChanged. After three vain tries it gives up.
 * @returns what `store` returned, or false when it gave up
 */
export async function tryToStore<Result>(store: () => Promise<Result | false>): Promise<Result | false> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    try {
      const stored = await store()
      if (stored !== false) return stored
    } catch (error) {
      if (!(error instanceof BaseChanged)) throw error
    }
  }
  return false
}
