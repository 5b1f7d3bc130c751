/** How far a proposal came: what is left is proposed into the same change request when somebody tries again. */
export type Proposing = { number: number | undefined; done: number }

type Steps<E> = {
  atOnce: number
  /** `remaining`: edits that are still to come, these included. @returns the number of the new change request */
  create: (edits: E[], remaining: number) => Promise<number>
  put: (number: number, edits: E[], remaining: number) => Promise<unknown>
  /** Says that no more edits are to come, where the last of them change nothing. */
  finish: (number: number) => Promise<unknown>
  /** Whether an error says that each of the edits would change nothing. */
  isUnchanged: (error: unknown) => boolean
  onProgress: (proposing: Proposing) => void
  /** Ends it after the slice that is under way: what stands in the change request stays there. */
  signal: AbortSignal
}

/**
 * Puts edits into a change request, a few at once; it is created with the first of them. A slice whose modules are all as
 * they are to become is left out; where that holds for all, its error is thrown.
 * @throws the reason of `signal`, with what is done told by `onProgress`
 */
export async function proposeEdits<E>(edits: E[], from: Proposing, steps: Steps<E>): Promise<number> {
  const { atOnce, create, put, finish, isUnchanged, onProgress, signal } = steps
  let { number, done } = from
  let isStored = done > 0
  let unchanged: unknown
  let isLastStored = false
  while (done < edits.length) {
    signal.throwIfAborted()
    const slice = edits.slice(done, done + atOnce)
    const remaining = edits.length - done
    try {
      if (number === undefined) number = await create(slice, remaining)
      else await put(number, slice, remaining)
      isStored = true
      isLastStored = true
    } catch (error) {
      if (!isUnchanged(error)) throw error
      unchanged = error
      isLastStored = false
    }
    done += slice.length
    onProgress({ number, done })
  }
  if (number === undefined || !isStored) throw unchanged
  if (!isLastStored && edits.length > atOnce) await finish(number)
  return number
}
