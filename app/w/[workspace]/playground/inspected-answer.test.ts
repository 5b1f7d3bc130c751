import { expect, it } from 'vitest'
import type { ChatMessage } from './chat-message'
import { answersBeside, compositionBefore, compositionsOf, withEarlier } from './inspected-answer'

const message = (id: string, role: 'user' | 'assistant'): ChatMessage => ({
  id,
  role,
  parts: [],
  metadata: role === 'assistant' ? { compositionId: `c-${id}` } : {},
})
const [q1, a1, a2, q2, b1] = [
  message('q1', 'user'),
  message('a1', 'assistant'),
  message('a2', 'assistant'),
  message('q2', 'user'),
  message('b1', 'assistant'),
]
const all = [q1, a1, a2, q2, b1]

it('knows the answers to one question', () => {
  expect(answersBeside(all, a2)).toEqual([a1, a2])
  expect(answersBeside(all, a1)).toEqual([a1, a2])
  expect(answersBeside(all, b1)).toEqual([b1])
  expect(answersBeside(all, undefined)).toEqual([])
  expect(compositionsOf([a1, message('x', 'user')])).toEqual(['c-a1'])
})

it('knows the answer before, to the same question or the one before', () => {
  expect(compositionBefore(all, a2)).toBe('c-a1')
  expect(compositionBefore(all, b1)).toBe('c-a2')
  expect(compositionBefore(all, a1)).toBeUndefined()
  expect(compositionBefore(all, undefined)).toBeUndefined()
})

it('keeps the first answer in its place while another one is given', () => {
  expect(withEarlier([q1, q2, b1], { q1: [a1, a2] })).toEqual(all)
  expect(withEarlier([q1], { q1: [a1] })).toEqual([q1, a1])
  // read from the server again, they are there already
  expect(withEarlier(all, { q1: [a1], q2: [b1] })).toEqual(all)
})
