import { expect, it } from 'vitest'
import { alignTokens } from './align-tokens'

const found = (text: string, tokens: string[]) =>
  alignTokens(text, tokens).map(({ start, end }) => text.slice(start, end))

it('finds word pieces in folded case and without accents', () => {
  expect(
    found('The Café serves tokenization.', ['[CLS]', 'the', 'cafe', 'serves', 'token', '##ization', '.', '[SEP]']),
  ).toEqual(['', 'The', 'Café', 'serves', 'token', 'ization', '.', ''])
})

it('finds pieces with marked spaces', () => {
  expect(found('a  big\nhouse', ['▁a', '▁big', '▁house'])).toEqual(['a', 'big', 'house'])
  expect(found('a big house', ['a', 'Ġbig', 'Ġho', 'use'])).toEqual(['a', 'big', 'ho', 'use'])
})

it('goes on after what it does not find', () => {
  expect(found('price: 💰 5 dollars', ['price', ':', '[UNK]', '5', 'dollars'])).toEqual([
    'price',
    ':',
    '',
    '5',
    'dollars',
  ])
})

it('never goes back', () => {
  const spans = alignTokens('to be or not to be', ['to', 'be', 'or', 'not', 'to', 'be'])
  expect(spans.map(({ start }) => start)).toEqual([0, 3, 6, 9, 13, 16])
})
