import { expect, it } from 'vitest'
import { type Proposing, proposeEdits } from './propose-edits'

const UNCHANGED = new Error('Nothing would change.')
const START: Proposing = { number: undefined, done: 0 }

/** A server on which each edit below 0 changes nothing, and which fails once at the edit `failing`. */
function createServer(failing?: number) {
  const stored = new Map<number, number[]>()
  const states: Proposing[] = []
  let left = failing
  const store = (number: number, edits: number[]) => {
    if (left !== undefined && edits.includes(left)) {
      left = undefined
      throw new Error('The server cannot be reached.')
    }
    const changing = edits.filter((edit) => edit >= 0)
    if (changing.length === 0) throw UNCHANGED
    stored.set(number, [...(stored.get(number) ?? []), ...changing])
    return number
  }
  const steps = {
    atOnce: 2,
    create: async (edits: number[]) => store(stored.size + 1, edits),
    put: async (number: number, edits: number[]) => store(number, edits),
    isUnchanged: (error: unknown) => error === UNCHANGED,
    onProgress: (state: Proposing) => states.push(state),
  }
  return { stored, states, steps }
}

it('leaves out what is like this already, wherever it stands', async () => {
  const { stored, states, steps } = createServer()
  expect(await proposeEdits([-1, -2, 3, -4, -5, -6, 7], START, steps)).toBe(1)
  expect(stored).toEqual(new Map([[1, [3, 7]]]))
  expect(states.map(({ done }) => done)).toEqual([2, 4, 6, 7])
})

it('makes no change request where nothing would change, and says so', async () => {
  const { stored, steps } = createServer()
  await expect(proposeEdits([-1, -2, -3], START, steps)).rejects.toBe(UNCHANGED)
  await expect(proposeEdits([-1], { number: 4, done: 0 }, steps)).rejects.toBe(UNCHANGED)
  expect(stored.size).toBe(0)
})

it('goes on in the same change request after a failure', async () => {
  const { stored, states, steps } = createServer(3)
  await expect(proposeEdits([1, 2, 3, 4, 5], START, steps)).rejects.toThrow('reached')
  expect(await proposeEdits([1, 2, 3, 4, 5], states.at(-1)!, steps)).toBe(1)
  expect(stored).toEqual(new Map([[1, [1, 2, 3, 4, 5]]]))
})
