import { expect, it } from 'vitest'
import { keepKeys } from './chunk-keys'

const before = ['a', 'b', 'c', 'd'].map((text) => ({ text, key: text }))
const keys = (...texts: string[]) => {
  let made = 0
  return keepKeys(before, texts, () => `new ${++made}`).map(({ key }) => key)
}

it('keeps the name of a chunk that others come before or go from before', () => {
  expect(keys('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c', 'd'])
  expect(keys('x', 'a', 'b', 'c', 'd')).toEqual(['new 1', 'a', 'b', 'c', 'd'])
  expect(keys('c', 'd')).toEqual(['c', 'd'])
  expect(keys('a', 'x', 'y', 'b', 'c', 'd')).toEqual(['a', 'new 1', 'new 2', 'b', 'c', 'd'])
})

it('keeps the name of a chunk whose text is changed, and that was cut in two', () => {
  expect(keys('a', 'b, and more', 'c', 'd')).toEqual(['a', 'b, and more', 'c', 'd'].map((_, at) => 'abcd'[at]))
  expect(keys('a', 'b1', 'b2', 'c', 'd')).toEqual(['a', 'b', 'new 1', 'c', 'd'])
})

it('goes by the text of what moved, and takes each name once', () => {
  expect(keys('d', 'a', 'b', 'c')).toEqual(['d', 'a', 'b', 'c'])
  expect(keys('d', 'd', 'x')).toEqual(['d', 'a', 'b'])
  expect(keys()).toEqual([])
})
