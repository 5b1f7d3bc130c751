import { describe, expect, it } from 'vitest'
import { extractTerms, indexTerms, PREFIX_WEIGHT } from '../text/terms'
import { indexChunks } from './index-chunks'

const idOf = (word: string) => extractTerms(word)[0]?.id
const countOf = ({ counts }: { counts: { id: number; count: number }[] }, word: string) =>
  counts.find(({ id }) => id === idOf(word))?.count

describe('indexChunks', () => {
  it('indexes a chunk that stands alone like any text', () => {
    const fields = { prefix: ['Billing', 'Refunds'], body: 'Refunds take days. Refund early.' }
    expect(indexChunks([fields])).toEqual([indexTerms(fields)])
  })

  it('adds what the two chunks on each side are about, and counts their own words more', () => {
    const bodies = ['pump pump', 'valve', 'It leaks. valve', 'rust', 'steam', 'river']
    const chunks = indexChunks(bodies.map((body) => ({ prefix: ['Guide'], body })))
    const middle = chunks[2]!
    expect(countOf(middle, 'pump')).toBeCloseTo(0.6)
    expect(countOf(middle, 'valve')).toBeCloseTo(1.3)
    expect(countOf(middle, 'steam')).toBeCloseTo(0.3)
    expect(countOf(middle, 'river')).toBeUndefined()
    expect(countOf(middle, 'guide')).toBe(PREFIX_WEIGHT)
    expect(middle.length).toBeCloseTo(middle.counts.reduce((sum, { count }) => sum + count, 0))
  })

  it('counts what the module says about itself half, in each chunk and in its language', () => {
    const about = 'Lieferungen und Zölle'
    const chunks = indexChunks(['eins', 'zwei'].map((body) => ({ prefix: [], about, body, language: 'de' })))
    for (const { counts } of chunks) {
      const terms = extractTerms(about, 'de')
      const found = terms.map(({ id }) => counts.find((term) => term.id === id)?.count)
      expect(found).toEqual(terms.map(({ count }) => count / 2))
    }
  })

  it('lends at most 20 terms, the most frequent', () => {
    const words = Array.from({ length: 40 }, (_, i) => `word${i.toString(36)}x`)
    const [first] = indexChunks([
      { prefix: [], body: 'alone' },
      { prefix: [], body: `${words.join(' ')} ${words[39]}` },
    ])
    expect(first?.counts).toHaveLength(21)
    expect(first && countOf(first, words[39]!)).toBeCloseTo(0.6)
  })

  it('neither finds a hidden chunk nor lends its words', () => {
    const [open, hidden] = indexChunks([
      { prefix: [], body: 'open' },
      { prefix: ['Guide'], body: 'secret', isHidden: true },
    ])
    expect(hidden).toEqual({ counts: [], length: 0 })
    expect(open && countOf(open, 'secret')).toBeUndefined()
  })
})
