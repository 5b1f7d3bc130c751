import { expect, it } from 'vitest'
import type { StoredChunk } from '../vocabulary/ports'
import type { ModuleSnapshot } from '../vocabulary/types'
import { trimExcluded } from './trim-excluded'

const body = 'One is open. Two is secret. Three is open. Four is open.'
const chunkOf = (ordinal: number, first: string, last: string): StoredChunk => {
  const startOffset = body.indexOf(first)
  const endOffset = body.indexOf(last) + last.length
  const text = body.slice(startOffset, endOffset)
  return {
    chunkId: `m#${ordinal}`,
    moduleId: 'm',
    version: 1,
    ordinal,
    headingPath: [],
    startOffset,
    endOffset,
    text,
    tokenCount: 9,
  }
}
const chunks = [
  chunkOf(0, 'One', 'open.'),
  chunkOf(1, 'One', 'secret.'),
  chunkOf(2, 'Two', 'Three is open.'),
  chunkOf(3, 'Three', 'Four is open.'),
]
const retrieval = { getChunks: async (ids: string[]) => chunks.filter(({ chunkId }) => ids.includes(chunkId)) }
const modulesWith = (excludedChunkIds: string[]) =>
  new Map([['m', { moduleId: 'm', excludedChunkIds } as ModuleSnapshot]])

it('takes away what a chunk repeats of an excluded one before it, and nothing else', async () => {
  const trimmed = await trimExcluded(chunks, modulesWith(['m#1']), retrieval)
  expect(trimmed.map(({ text }) => text)).toEqual([
    'One is open.',
    'One is open. Two is secret.',
    'Three is open.',
    'Three is open. Four is open.',
  ])
  for (const { text, startOffset, endOffset } of trimmed) expect(body.slice(startOffset, endOffset)).toBe(text)
})

it('leaves everything as it is where nothing is excluded', async () => {
  expect(await trimExcluded(chunks, modulesWith([]), retrieval)).toBe(chunks)
})
