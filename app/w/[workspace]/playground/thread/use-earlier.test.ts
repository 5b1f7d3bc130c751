import { expect, it } from 'vitest'
import type { ChatMessage } from '@/app/w/[workspace]/playground/chat-message'
import { isHere, joinStored } from './use-earlier'

const message = (id: string, role: ChatMessage['role'] = 'assistant'): ChatMessage => ({ id, role, parts: [] })

it('finds a question by the id that it is stored under, which its answer tells', () => {
  const told = { conversationId: 'c', title: 'Chunks', userMessageId: 'stored', isNew: true }
  const answer: ChatMessage = { ...message('a'), parts: [{ type: 'data-conversation', data: told }] }
  const messages = [message('asked', 'user'), answer]
  expect(isHere(messages, 'stored')).toBe(true)
  expect(isHere(messages, 'a')).toBe(true)
  expect(isHere(messages, 'asked')).toBe(false)
})

it('joins what is stored with what is here before it', () => {
  const ids = ({ messages, earlier }: ReturnType<typeof joinStored>) => [messages.map(({ id }) => id).join(''), earlier]
  const known = [message('b'), message('c'), message('d')]
  expect(ids(joinStored(known, [message('c'), message('d'), message('e')], 2))).toEqual(['bcde', 1])
  expect(ids(joinStored(known, [message('a'), message('b'), message('c')], 0))).toEqual(['abc', 0])
})
