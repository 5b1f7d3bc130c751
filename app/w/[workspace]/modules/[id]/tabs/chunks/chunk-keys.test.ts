import { expect, it } from 'vitest'
import { keepKeys } from './chunk-keys'

/** A chunk under the heading of its first letter. */
const chunkOf = (text: string) => ({ text, headingPath: [text.charAt(0)] })
const before = ['a', 'b', 'c', 'd'].map((text) => ({ ...chunkOf(text), key: text }))
const keysAfter = (known: typeof before, chunks: ReturnType<typeof chunkOf>[]) => {
  let made = 0
  return keepKeys(known, chunks, () => `new ${++made}`).map(({ key }) => key)
}
const keys = (...texts: string[]) => keysAfter(before, texts.map(chunkOf))

it('keeps the name of a chunk that others come before or go from before', () => {
  expect(keys('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c', 'd'])
  expect(keys('x', 'a', 'b', 'c', 'd')).toEqual(['new 1', 'a', 'b', 'c', 'd'])
  expect(keys('c', 'd')).toEqual(['c', 'd'])
  expect(keys('a', 'x', 'y', 'b', 'c', 'd')).toEqual(['a', 'new 1', 'new 2', 'b', 'c', 'd'])
})

it('keeps the name of a chunk whose text is changed, and that was cut in two', () => {
  expect(keys('a', 'b, and more', 'c', 'd')).toEqual(['a', 'b', 'c', 'd'])
  expect(keys('a', 'b1', 'b2', 'c', 'd')).toEqual(['a', 'b', 'new 1', 'c', 'd'])
})

it('keeps the name of a chunk whose heading is changed as long as most of its words are there', () => {
  const known = [{ key: 'well', text: 'The well is deep and dry in June.', headingPath: ['Well'] }]
  const under = (text: string) => keysAfter(known, [{ text, headingPath: ['Wells'] }])
  expect(under('The well is deep and dry in July.')).toEqual(['well'])
  expect(under('Nobody fords the river after a storm.')).toEqual(['new 1'])
  expect(keysAfter(known, ['x', known[0]?.text.replace('June', 'July') ?? ''].map(chunkOf))).toEqual(['new 1', 'well'])
})

it('gives no name to a chunk that is another one', () => {
  expect(keys('a', 'x', 'c', 'd')).toEqual(['a', 'new 1', 'c', 'd'])
  expect(keys('w', 'x', 'y', 'z')).toEqual(['new 1', 'new 2', 'new 3', 'new 4'])
})

it('goes by the text of what moved, and takes each name once', () => {
  expect(keys('d', 'a', 'b', 'c')).toEqual(['d', 'a', 'b', 'c'])
  expect(keys('d', 'd', 'x')).toEqual(['d', 'new 1', 'new 2'])
  expect(keys()).toEqual([])
})
