import { expect, test } from 'vitest'
import { findCounterpart } from './find-counterpart'

// one line of 10 becomes two, then a line of 5 goes, then 8 characters come
const CHANGES = [
  { from: 20, to: 30, besideFrom: 20, besideTo: 42 },
  { from: 50, to: 55, besideFrom: 62, besideTo: 62 },
  { from: 80, to: 80, besideFrom: 87, besideTo: 95 },
]

test.each([
  { from: 0, at: 0, isChanged: false },
  { from: 20, at: 20, isChanged: true },
  { from: 29, at: 20, isChanged: true },
  { from: 30, at: 42, isChanged: false },
  { from: 50, at: 62, isChanged: true },
  { from: 55, at: 62, isChanged: false },
  { from: 79, at: 86, isChanged: false },
  { from: 80, at: 95, isChanged: false },
])('a line that begins at $from belongs beside $at', ({ from, ...beside }) => {
  expect(findCounterpart(CHANGES, from)).toEqual(beside)
})

test('what nothing changes stands where it stood', () => {
  expect(findCounterpart([], 7)).toEqual({ at: 7, isChanged: false })
})
