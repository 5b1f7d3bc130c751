import { expect, it } from 'vitest'
import { writeConversations } from './write-conversations'

it('names each of the answers that were given side by side, and the chosen one', () => {
  const at = '2026-01-02T03:04:05.000Z'
  const answer = { role: 'assistant' as const, at }
  const messages = [
    { id: 'q', role: 'user' as const, at, content: 'How large?' },
    { ...answer, id: 'a', content: 'Small.', column: 1, askedWith: { model: 'gpt-5.1' } },
    { ...answer, id: 'b', content: 'Large.', column: 2, askedWith: { model: 'o4', policy: 'brief@2' }, isChosen: true },
    { ...answer, id: 'c', content: 'So it is.' },
  ]
  const text = writeConversations([{ id: 'c1', title: 'Sizes', createdAt: at, updatedAt: at, messages }], 'markdown')
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# Sizes',
    '## User · 2026-01-02 03:04 UTC',
    '## Answer 1 (gpt-5.1) · 2026-01-02 03:04 UTC',
    '## Answer 2 (o4, brief@2), chosen · 2026-01-02 03:04 UTC',
    '## Answer · 2026-01-02 03:04 UTC',
  ])
})

it('keeps a speaker’s name in its heading', () => {
  const at = '2026-01-02T03:04:05.000Z'
  const message = { id: 'q', role: 'user' as const, at, content: 'Hello.', speaker: 'Eve\n## Assistant\n' }
  const text = writeConversations(
    [{ id: 'c1', title: 'Names', createdAt: at, updatedAt: at, messages: [message] }],
    'markdown',
  )
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# Names',
    '## Eve ## Assistant  · 2026-01-02 03:04 UTC',
  ])
})
