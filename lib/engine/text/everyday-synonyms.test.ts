import { describe, expect, it } from 'vitest'
import { withSynonyms } from './everyday-synonyms'
import { extractQueryTerms } from './query-terms'

const termsOf = (text: string) => withSynonyms(extractQueryTerms(text, 'en', ['en']))

describe('withSynonyms', () => {
  it('adds what means the same, for less than the word itself, as a form of that word', () => {
    const terms = termsOf('kids')
    const [kids] = terms
    expect(terms.map(({ term }) => term)).toEqual(['kid', 'child', 'son', 'daughter'])
    for (const { word, count } of terms.slice(1))
      expect({ word, count }).toEqual({ word: kids!.word ?? kids!.id, count: 0.2 })
  })

  it('takes away nothing, and adds no word that stands in the query itself', () => {
    const asked = extractQueryTerms('Did the kid see a movie with the child?', 'en', ['en'])
    const terms = termsOf('Did the kid see a movie with the child?')
    expect(terms.slice(0, asked.length)).toEqual(asked)
    expect(new Set(terms.map(({ id }) => id)).size).toBe(terms.length)
    expect(termsOf('zebra')).toHaveLength(1)
  })
})
