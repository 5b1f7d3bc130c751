import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MarkedLine, markDifferences } from './mark-differences'

const show = (lines: MarkedLine[]) =>
  lines.map(({ isOwn, parts }) => {
    const text = parts.map((part) => (part.isOwn ? `[${part.text}]` : part.text)).join('')
    return isOwn ? `* ${text}` : text
  })

it('marks the words that differ in lines that stand where the other text has others', () => {
  const { a, b } = markDifferences(
    ['Herons eat fish.', 'They stand in water.'],
    ['Herons eat frogs and fish.', 'They stand in water.'],
  )
  expect(show(a)).toEqual(['* Herons eat fish.', 'They stand in water.'])
  expect(show(b)).toEqual(['* Herons eat [frogs and ]fish.', 'They stand in water.'])
})

it('tells apart as wholes what has little in common, and what only one has', () => {
  const { a, b } = markDifferences(['Herons eat fish.'], ['Invoices become due within thirty days.', 'Pay them.'])
  expect(show(a)).toEqual(['* Herons eat fish.'])
  expect(show(b)).toEqual(['* Invoices become due within thirty days.', '* Pay them.'])
  expect(show(markDifferences([], ['New.']).b)).toEqual(['* New.'])
})

const lines = fc.array(fc.stringMatching(/^[ab ,.é]{0,12}$/), { maxLength: 8 })

it('gives each line back, and marks nothing in equal texts', () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const marked = markDifferences(a, b)
      const textOf = (all: MarkedLine[]) => all.map(({ parts }) => parts.map(({ text }) => text).join(''))
      expect(textOf(marked.a)).toEqual(a)
      expect(textOf(marked.b)).toEqual(b)
      expect(markDifferences(a, a).a.some(({ isOwn }) => isOwn)).toBe(false)
    }),
  )
})
