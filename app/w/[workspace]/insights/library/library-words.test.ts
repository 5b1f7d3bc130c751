import { expect, it } from 'vitest'
import { describeConnected } from './library-words'

it.each([
  [0, 3, 'Every module stands alone.'],
  [1, 1, '1 module needs another one or is needed, 1 stands alone.'],
  [4, 0, '4 modules need another one or are needed.'],
  [1_200, 2, '1,200 modules need another one or are needed, 2 stand alone.'],
])('says of %d modules that they are tied to others, and of %d that they are not', (connected, alone, words) => {
  expect(describeConnected(connected, alone)).toBe(words)
})
