import { describe, expect, it } from 'vitest'
import { pickContinued } from './side-by-side'

const answer = (id: string, more: object = {}) => ({ id, status: 'complete', column: null, isChosen: false, ...more })

describe('the answer that a conversation goes on with', () => {
  it.each([
    ['the latest without columns', [answer('a'), answer('b')], 'b'],
    ['the first column, whenever it came', [answer('b', { column: 2 }), answer('a', { column: 1 })], 'a'],
    ['one that is complete', [answer('a', { column: 1, status: 'stopped' }), answer('b', { column: 2 })], 'b'],
    [
      'one that broke off before one that failed',
      [answer('a', { column: 1, status: 'failed' }), answer('b', { column: 2, status: 'interrupted' })],
      'b',
    ],
    ['the chosen one', [answer('a', { column: 1 }), answer('b', { column: 2, isChosen: true })], 'b'],
    ['columns before an answer beside them', [answer('a', { column: 2 }), answer('b')], 'a'],
  ])('is %s', (_, answers, id) => {
    expect(pickContinued(answers)?.id).toBe(id)
  })

  it('is none without an answer', () => {
    expect(pickContinued([])).toBeUndefined()
  })
})
