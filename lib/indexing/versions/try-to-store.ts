import { EmbeddingIndexChanged } from './check-embedding-indexes'

const MAX_TRIES = 3

/**
 * Stores what was prepared, and prepares and stores it again when something changed in between: `store` says so by false or
 * by EmbeddingIndexChanged. Prepared so often in vain, it is given up.
 * @returns false when it was given up
 */
export async function tryToStore(store: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    try {
      if (await store()) return true
    } catch (error) {
      if (!(error instanceof EmbeddingIndexChanged)) throw error
    }
  }
  return false
}
