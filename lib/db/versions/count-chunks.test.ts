import { expect, it } from 'vitest'
import { TERM_DIMENSIONS } from '@/lib/db/index-rows'
import { countChunks } from './chunked-versions'

/** Chunks of so many terms each, from the whole range of ids. */
const chunksOf = (count: number, terms: number) =>
  Array.from({ length: count }, (_, at) => {
    const ids = new Set<number>()
    for (let i = 0; ids.size < terms; i++) ids.add((at * 7_919 + i * i * 104_729) % TERM_DIMENSIONS)
    const sorted = Int32Array.from(ids).sort()
    return { length: at + 0.5, termCounts: { ids: sorted, frequencies: new Float32Array(terms) } }
  })

it.each([
  ['few', 10],
  ['many', 700],
])('counts how many chunks have a term, of %s terms', async (_, count) => {
  const chunks = chunksOf(count, 100)
  chunks[0]!.termCounts.ids[0] = 0
  chunks[1]!.termCounts.ids[99] = TERM_DIMENSIONS - 1
  const counts = await countChunks(chunks)
  const expected = new Map<number, number>()
  for (const id of chunks.flatMap(({ termCounts }) => [...termCounts.ids])) {
    expected.set(id, (expected.get(id) ?? 0) + 1)
  }
  const ids = [...expected.keys()].sort((a, b) => a - b)
  expect(counts.chunkCount).toBe(count)
  expect([...counts.termIds]).toEqual(ids)
  expect([...counts.termChunks]).toEqual(ids.map((id) => expected.get(id)))
  // 0.5 and 2.5 go down, 1.5 and 3.5 up
  expect(counts.totalLength).toBe(count * (count / 2))
})
