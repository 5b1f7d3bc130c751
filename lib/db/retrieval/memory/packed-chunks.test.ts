import { expect, it } from 'vitest'
import type { ChunkColumns } from '../stored-chunks'
import { packChunks, unpackChunk } from './packed-chunks'

it('gives each chunk back as it was, in whatever order they came, and none where there is none', () => {
  const chunks: ChunkColumns[] = [
    [3, ['Wells', 'Tiefe "Brunnen"'], 40, 90, 12, null, null],
    [0, [], 0, 10, 2, null, [{ start: 4, end: 6, insert: '水' }]],
    [1, ['井戸'], 10, 40, 7, { keywords: ['depth'], questions: [] }, null],
  ]
  const packed = packChunks(chunks)
  for (const chunk of chunks) expect(unpackChunk(packed, chunk[0])).toEqual(chunk)
  for (const ordinal of [-1, 2, 4]) expect(unpackChunk(packed, ordinal)).toBeUndefined()
  expect(unpackChunk(packChunks([]), 0)).toBeUndefined()
})
