import { expect, it } from 'vitest'
import { withIrregularForms } from './irregular-forms'
import { extractQueryTerms } from './query-terms'

const formsOf = (query: string) => withIrregularForms(extractQueryTerms(query, 'en', ['en']))

it('adds the forms that no ending tells, as forms of the same word', () => {
  const terms = formsOf('What did she buy?')
  const [bought, buy] = ['bought', 'buy'].map((term) => terms.find((each) => each.term === term))
  expect(bought).toMatchObject({ count: buy?.count, word: buy?.word ?? buy?.id })
  expect(formsOf('things she bought').map(({ term }) => term)).toContain('buy')
  expect(formsOf('written by a person').map(({ term }) => term)).toEqual(expect.arrayContaining(['wrote', 'peopl']))
})

it('adds nothing that is there, and nothing to other words', () => {
  const terms = formsOf('buy or bought').map(({ term }) => term)
  expect(terms).toHaveLength(new Set(terms).size)
  expect(formsOf('the price of chunks')).toEqual(extractQueryTerms('the price of chunks', 'en', ['en']))
})
