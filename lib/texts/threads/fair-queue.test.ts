import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FairQueue, URGENCIES } from './fair-queue'

function drain<Task>(queue: FairQueue<Task>): Task[] {
  const tasks: Task[] = []
  for (let task = queue.take(); task !== undefined; task = queue.take()) tasks.push(task)
  return tasks
}

describe('FairQueue', () => {
  it('lets people go before imports, and imports before jobs', () => {
    const queue = new FairQueue<string>(10)
    queue.add('a', 'job', 'summary')
    queue.add('a', 'import', 'file')
    queue.add('a', 'person', 'publish')
    expect(drain(queue)).toEqual(['publish', 'file', 'summary'])
  })

  it('gives each workspace its turn', () => {
    const queue = new FairQueue<string>(10)
    for (const task of ['a1', 'a2', 'a3']) queue.add('a', 'import', task)
    queue.add('b', 'import', 'b1')
    expect(drain(queue)).toEqual(['a1', 'b1', 'a2', 'a3'])
  })

  it('takes no more than its bound, and takes again when there is room', () => {
    const queue = new FairQueue<number>(2)
    expect([1, 2, 3].map((task) => queue.add('a', 'import', task))).toEqual([true, true, false])
    expect(queue.take()).toBe(1)
    expect(queue.add('b', 'person', 4)).toBe(true)
    expect(drain(queue)).toEqual([4, 2])
  })

  it('loses and doubles nothing, keeps the order of each workspace, and lets none wait for a second task of another', () => {
    const entries = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...URGENCIES)), { maxLength: 40 })
    fc.assert(
      fc.property(entries, (entries) => {
        const queue = new FairQueue<{ workspace: string; urgency: string; at: number }>(100)
        for (const [at, [workspace, urgency]] of entries.entries()) {
          queue.add(workspace, urgency, { workspace, urgency, at })
        }
        const order = drain(queue)
        expect(order.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(entries.map((_, at) => at))
        for (const urgency of URGENCIES) {
          const turns = order.filter((task) => task.urgency === urgency)
          for (const workspace of ['a', 'b', 'c']) {
            const own = turns.filter((task) => task.workspace === workspace).map(({ at }) => at)
            expect(own).toEqual(own.toSorted((a, b) => a - b))
          }
          const counts = new Map<string, number>()
          for (const { workspace } of turns) {
            const taken = counts.get(workspace) ?? 0
            counts.set(workspace, taken + 1)
            const others = turns.filter((task) => task.workspace !== workspace)
            for (const { workspace: other } of others) {
              const left = others.filter((task) => task.workspace === other).length - (counts.get(other) ?? 0)
              if (left > 0) expect(taken).toBeLessThanOrEqual((counts.get(other) ?? 0) + 1)
            }
          }
        }
      }),
    )
  })
})
