/** How far a proposal came: what is left is proposed into the same change request when somebody tries again. */
export type Proposing = { number: number | undefined; done: number }

type Steps<E> = {
  atOnce: number
  /** @returns the number of the new change request */
  create: (edits: E[]) => Promise<number>
  put: (number: number, edits: E[]) => Promise<unknown>
  /** Whether an error says that each of the edits would change nothing. */
  isUnchanged: (error: unknown) => boolean
  onProgress: (proposing: Proposing) => void
}

/**
 * Puts edits into a change request, a few at once; it is created with the first of them. A slice whose modules are all as
 * they are to become is left out; where that holds for all, its error is thrown.
 */
export async function proposeEdits<E>(edits: E[], from: Proposing, steps: Steps<E>): Promise<number> {
  const { atOnce, create, put, isUnchanged, onProgress } = steps
  let { number, done } = from
  let isStored = done > 0
  let unchanged: unknown
  while (done < edits.length) {
    const slice = edits.slice(done, done + atOnce)
    try {
      if (number === undefined) number = await create(slice)
      else await put(number, slice)
      isStored = true
    } catch (error) {
      if (!isUnchanged(error)) throw error
      unchanged = error
    }
    done += slice.length
    onProgress({ number, done })
  }
  if (number === undefined || !isStored) throw unchanged
  return number
}
