import { expect, test } from 'vitest'
import { findMentions } from './find-mentions'

const MEMBERS = [
  { userId: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' },
  { userId: 'grace', name: 'Grace', email: 'g.hopper+work@example.com' },
  { userId: 'grace2', name: 'Grace Jones-Smith', email: 'jones@example.com' },
  { userId: 'zoe', name: 'Zoë O’Brien', email: 'zoe@example.com' },
]
const mentioned = (text: string) => findMentions(text, MEMBERS).userIds
const unheard = (text: string) => findMentions(text, MEMBERS).unheard

test.each([
  ['@Ada Lovelace, please look', ['ada']],
  ['please look, @ada lovelace.', ['ada']],
  ['(@grace)', ['grace']],
  ['@Grace jones-smith and @Grace', ['grace2', 'grace']],
  ['@zoë o’brien', ['zoe']],
  ['@G.Hopper+work@example.com!', ['grace']],
  ['@ada@example.com.', ['ada']],
  ['@Ada', []],
  ['mail@grace', []],
  ['mail to ada@example.com', []],
  ['`@grace` and\n```\n@grace\n```\n', []],
  ['`@grace` is @grace', ['grace']],
])('%s', (text, expected) => expect(mentioned(text)).toEqual(expected))

test('what names nobody is told, once', () => {
  expect(unheard('@eve@example.com, @nobody and @nobody; @grace')).toEqual(['@eve@example.com', '@nobody'])
  expect(unheard('`@param` and @ alone')).toEqual([])
})

test('members of one name are both meant', () => {
  expect(findMentions('@Grace', [...MEMBERS, { userId: 'third', name: 'grace', email: 'x@y.z' }]).userIds).toEqual([
    'grace',
    'third',
  ])
})
