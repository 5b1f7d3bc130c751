import { expect, it } from 'vitest'
import { toSides } from './candidate-stages'
import { describePlace } from './compare-words'

const place = (at: number, isSent: boolean, version = 1) => ({
  ...{ place: at, isSent, version, tokens: 10, score: 1 / at },
  reason: isSent ? ('relevant' as const) : ('over_section_budget' as const),
})

it('lists each side in its own order, and leaves out what it did not find', () => {
  const sides = toSides([
    { key: 'one', moduleId: 'one', title: 'One › First › Deep', a: place(1, true), b: place(3, false) },
    { key: 'two', moduleId: 'two', title: 'Two', a: null, b: place(1, true) },
    { key: 'three', moduleId: 'three', title: 'Three', a: place(2, true), b: place(2, true) },
  ])
  expect(sides.map(({ title, items }) => [title, items.map(({ key, rank }) => `${rank} ${key}`)])).toEqual([
    ['Before', ['1 one', '2 three']],
    ['After', ['1 two', '2 three', '3 one']],
  ])
  expect(sides.map(({ count }) => count)).toEqual([2, 2])
  expect(sides[0]?.items[0]).toMatchObject({ title: 'One', subtitle: 'Deep', isSelected: true })
})

it('tells a place with what decided', () => {
  expect(describePlace(null)).toBe('not found')
  expect(describePlace(place(1_200, false))).toMatch(/^place 1,200, version 1, not sent: /)
  expect(describePlace(place(2, true, -7))).toMatch(/^place 2, unpublished, sent: /)
})
