import { expect, it } from 'vitest'
import { type Proposing, proposeEdits } from './propose-edits'

const UNCHANGED = new Error('Nothing would change.')
const START: Proposing = { number: undefined, done: 0 }

/** A server on which each edit below 0 changes nothing, and which fails once at the edit `failing`. */
function createServer(failing?: number) {
  const stored = new Map<number, number[]>()
  const states: Proposing[] = []
  /** How many edits were still to come, part by part. */
  const told: (number | string)[] = []
  const stopping = new AbortController()
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
    create: async (edits: number[], remaining: number) => {
      told.push(remaining)
      return store(stored.size + 1, edits)
    },
    put: async (number: number, edits: number[], remaining: number) => {
      told.push(remaining)
      return store(number, edits)
    },
    finish: async (number: number) => told.push(`#${number} is whole`),
    signal: stopping.signal,
    isUnchanged: (error: unknown) => error === UNCHANGED,
    onProgress: (state: Proposing) => states.push(state),
  }
  return { stored, states, steps, told, stopping }
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

it('says with each part how many edits are to come, and at the end that there are none', async () => {
  const whole = createServer()
  await proposeEdits([1, 2, 3, 4, 5], START, whole.steps)
  expect(whole.told).toEqual([5, 3, 1])
  const ending = createServer()
  await proposeEdits([1, 2, -3], START, ending.steps)
  expect(ending.told).toEqual([3, 1, '#1 is whole'])
})

it('stops after the part that is under way', async () => {
  const { stored, states, steps, stopping } = createServer()
  const create = (edits: number[], remaining: number) => {
    stopping.abort()
    return steps.create(edits, remaining)
  }
  const proposing = proposeEdits([1, 2, 3, 4, 5], START, { ...steps, create })
  await expect(proposing).rejects.toMatchObject({ name: 'AbortError' })
  expect(stored).toEqual(new Map([[1, [1, 2]]]))
  expect(states).toEqual([{ number: 1, done: 2 }])
})
