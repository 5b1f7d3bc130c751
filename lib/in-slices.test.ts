import { stat } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { mapInSlices, slice } from './in-slices'

function work(milliseconds: number): void {
  for (const start = performance.now(); performance.now() - start < milliseconds; );
}

/** Items that were done in each turn of the loop, until `done`. */
async function countTurns(doneItems: () => number, done: Promise<unknown>): Promise<number[]> {
  const turns: number[] = []
  let isDone = false
  void done.then(() => {
    isDone = true
  })
  for (let before = doneItems(); !isDone; before = doneItems()) {
    await setImmediate()
    turns.push(doneItems() - before)
  }
  return turns
}

describe('work in slices', () => {
  it('keeps the order and leaves nothing out', async () => {
    const items = Array.from({ length: 500 }, (_, i) => i)
    expect(await mapInSlices(items, (item, at) => item * 2 + at)).toEqual(items.map((item) => item * 3))
  })

  it('gives everybody else a turn', async () => {
    let items = 0
    const done = mapInSlices(Array.from({ length: 30 }), () => {
      work(2)
      items++
    })
    const turns = await countTurns(() => items, done)
    expect(Math.max(...turns)).toBeLessThanOrEqual(5)
  })

  it('keeps others waiting no longer when several work side by side', async () => {
    let items = 0
    const done = Promise.all(
      Array.from({ length: 6 }, () =>
        mapInSlices(Array.from({ length: 10 }), () => {
          work(2)
          items++
        }),
      ),
    )
    const turns = await countTurns(() => items, done)
    // the first item of each is done before anybody looks at the time
    expect(Math.max(...turns.slice(2))).toBeLessThanOrEqual(5)
    expect(items).toBe(60)
  })

  it('lets timers go first after work on what came in', async () => {
    const order: string[] = []
    await new Promise<void>((done) => {
      stat('.', () => {
        setTimeout(() => order.push('timer'), 1)
        work(5)
        void slice.next().then(() => {
          order.push('resumed')
          done()
        })
      })
    })
    expect(order).toEqual(['timer', 'resumed'])
  })

  it('resumes in the order of asking, one in a turn', async () => {
    const resumed: string[] = []
    const waiting = Promise.all(['a', 'b', 'c'].map((name) => slice.next().then(() => resumed.push(name))))
    await setImmediate()
    expect(resumed.length).toBeLessThanOrEqual(1)
    await waiting
    expect(resumed).toEqual(['a', 'b', 'c'])
  })
})
