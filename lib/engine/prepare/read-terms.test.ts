import { describe, expect, it } from 'vitest'
import { analyzeQuery } from '../analyze/analyze-query'
import { countWords } from '../text/query-words'
import { readAskedTerms, readQueryTerms } from './read-terms'

const PASTED =
  'The quarterly figures arrived on Monday and sales in the northern region fell while travel, rent, energy, ' +
  'insurance and paper became dearer. Two colleagues left, three joined, and the office moved to another street.'

function asked(query: string): string[] {
  const analysis = analyzeQuery(query)
  return readAskedTerms(analysis, readQueryTerms(analysis, ['en']), ['en']).map(({ term }) => term)
}

describe('readAskedTerms', () => {
  it('are all of a query that is no longer than questions are, or that asks nothing', () => {
    const all = (query: string) => readQueryTerms(analyzeQuery(query), ['en']).map(({ term }) => term)
    for (const query of ['How do I rotate a key?', 'rotate keys', PASTED]) expect(asked(query)).toEqual(all(query))
  })

  it('are those of the question where text was pasted before or behind it', () => {
    const own = asked('How do I rotate the signing key?')
    expect(asked(`${PASTED}\n\nHow do I rotate the signing key?`).toSorted()).toEqual(own.toSorted())
    expect(asked(`How do I rotate the signing key? ${PASTED}`).toSorted()).toEqual(own.toSorted())
  })

  it('are those of the first and the last of several questions', () => {
    const terms = asked(`Who may rotate keys? ${PASTED} Why is paper dear? Where are logs?`)
    expect(terms).toContain('key')
    expect(terms).toContain('log')
    expect(terms).not.toContain('paper')
  })

  it('counts the forms of a word once', () => {
    expect(countWords([1, 2].map((id) => ({ id, term: `t${id}`, count: 1, word: 7 })))).toBe(1)
  })
})
