import { expect, test } from 'vitest'
import { inOrder } from './in-order'

const side = <Version extends number | null>(version: Version) => ({ version, label: `${version}`, source: '' })

test('of two versions the older stands at the left, and what is under edit at the right', () => {
  const orderOf = (shown: number, other: number | null) => {
    const { left, right } = inOrder(side(shown), side(other))
    return [left.version, right.version]
  }
  expect(orderOf(1, 2)).toEqual([1, 2])
  expect(orderOf(2, 1)).toEqual([1, 2])
  expect(orderOf(2, null)).toEqual([2, null])
})
