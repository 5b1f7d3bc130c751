import { describe, expect, it } from 'vitest'
import type { StoredChunk } from '../vocabulary/ports'
import { findSection } from './find-section'

const PATHS = ['Guide', 'Guide›Keys', 'Guide›Keys', 'Guide›Keys', 'Guide›Limits', 'Other']
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
const sectionOf = (ordinal: number, maxTokens: number, path = PATHS[ordinal] ?? '') =>
  findSection(
    { headingPath: path === '' ? [] : path.split('›'), startOffset: ordinal * 10, tokens: 100 },
    chunks.filter((chunk) => chunk.ordinal !== ordinal),
    maxTokens,
  ).map((chunk) => chunk.ordinal)

describe('findSection', () => {
  it('is the rest under the same heading, and what introduces it under the one above', () => {
    expect(sectionOf(2, 800)).toEqual([0, 1, 3])
    expect(sectionOf(1, 800)).toEqual([0, 2, 3])
  })

  it('leaves out what is too long: the introduction first, then everything', () => {
    expect(sectionOf(2, 300)).toEqual([1, 3])
    expect(sectionOf(2, 299)).toEqual([])
    expect(sectionOf(2, 0)).toEqual([])
  })

  it('is nothing for a section of one chunk without an introduction beside it, or without a heading', () => {
    expect(sectionOf(5, 800)).toEqual([])
    expect(sectionOf(4, 800)).toEqual([])
    expect(sectionOf(2, 800, '')).toEqual([])
  })

  it('is nothing when its end is out of sight', () => {
    const long = Array.from({ length: 9 }, (_, ordinal) => ({
      ...chunks[1]!,
      ordinal,
      startOffset: ordinal * 10,
      tokenCount: 1,
    }))
    const seed = { headingPath: ['Guide', 'Keys'], startOffset: 40, tokens: 1 }
    expect(findSection(seed, [...long.slice(0, 4), ...long.slice(5)], 800)).toEqual([])
    expect(findSection(seed, [...long.slice(1, 4), ...long.slice(5, 8)], 800)).toHaveLength(6)
  })
})
