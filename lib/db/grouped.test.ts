import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { grouped } from './grouped'

describe('grouped work', () => {
  it('does together what comes while it is done, in order and within its size', async () => {
    const groups: number[][] = []
    const double = grouped(3, async (items: number[]) => {
      groups.push(items)
      await sleep(5)
      return items.map((item) => 2 * item)
    })
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10])
    expect(groups).toEqual([[1], [2, 3, 4], [5]])
    expect(await double(6)).toBe(12)
  })

  it('fails for the one that fails alone, and for no other of its group', async () => {
    const refuse = grouped(3, async (items: number[]) => {
      await sleep(1)
      if (items.includes(3)) throw new Error(`no ${items.join()}`)
      return items
    })
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(refuse))
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.message : outcome.value))).toEqual(
      [1, 2, 'no 3', 4, 5],
    )
  })
})
