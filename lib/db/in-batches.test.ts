import { expect, it } from 'vitest'
import { inBatches, readAhead } from './in-batches'

it('reads the next batch while one is worked on, and gives them in order', async () => {
  const began: number[][] = []
  const read = async (batch: number[]) => {
    began.push(batch)
    return batch.length
  }
  const worked: number[] = []
  for await (const length of readAhead(inBatches([1, 2, 3, 4, 5], 2), read)) {
    worked.push(length)
    expect(began.length).toBe(Math.min(3, worked.length + 1))
  }
  expect(worked).toEqual([2, 2, 1])
  expect(began).toEqual([[1, 2], [3, 4], [5]])
})

it('fails with the first batch that cannot be read', async () => {
  const read = async (batch: number[]) => {
    if (batch[0]! > 1) throw new Error(`no ${batch[0]}`)
    return batch
  }
  const worked: number[][] = []
  const reading = async () => {
    for await (const batch of readAhead(inBatches([1, 2, 3], 1), read)) worked.push(batch)
  }
  await expect(reading()).rejects.toThrow('no 2')
  expect(worked).toEqual([[1]])
})
