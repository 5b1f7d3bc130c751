import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import type { StoredChunk } from '../vocabulary/ports'
import { findMissing } from './complete-sections'

const PATHS = ['Guide', 'Guide›Keys', 'Guide›Keys', 'Guide›Keys›Rotate', 'Guide›Limits', 'Other']
const chunks = PATHS.map(
  (path, ordinal): StoredChunk => ({
    chunkId: `m#${ordinal}`,
    moduleId: 'm',
    version: 1,
    ordinal,
    headingPath: path.split('›'),
    startOffset: ordinal * 10,
    endOffset: ordinal * 10 + 10,
    text: 't',
    tokenCount: 100,
  }),
)
const missingOf = (ordinals: number[], maxTokens = 2_000) => {
  const found = ordinals.map((ordinal) =>
    sampleCandidate(`m#${ordinal}`, 't', { headingPath: chunks[ordinal]!.headingPath, tokens: 100 }),
  )
  return findMissing(found, chunks, 600, maxTokens).map(({ chunk, share, best }) => {
    return [chunk.ordinal, Math.round(100 * share), best.chunkId]
  })
}

describe('findMissing', () => {
  it('is what a section lacks of which half or more was found, with the sections below it', () => {
    expect(missingOf([2, 1])).toEqual([[3, 67, 'm#2']])
    expect(missingOf([1])).toEqual([])
  })

  it('counts a chunk for the section of which most was found', () => {
    expect(missingOf([3, 1, 4])).toEqual([
      [0, 60, 'm#3'],
      [2, 67, 'm#3'],
      [5, 50, 'm#3'],
    ])
  })

  it('leaves a section alone that is too long, and the module likewise', () => {
    expect(missingOf([3, 1, 4], 500)).toEqual([
      [0, 60, 'm#3'],
      [2, 67, 'm#3'],
    ])
    expect(missingOf([2, 1], 299)).toEqual([])
  })

  it('is nothing of what was found whole', () => {
    expect(missingOf([1, 2, 3], 300)).toEqual([])
  })
})
