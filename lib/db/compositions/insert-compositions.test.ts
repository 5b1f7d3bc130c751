import { expect, it, vi } from 'vitest'
import { queryDriver } from '@/lib/db/client'
import { insertComposition, type NewComposition } from './insert-compositions'

vi.mock('@/lib/db/client', () => ({ queryDriver: vi.fn() }))

const compositionOf = (id: string, conversationId: string | null) =>
  ({ row: { workspaceId: 'w', id, conversationId }, releaseId: 'production' }) as unknown as NewComposition

it('keeps no other composition waiting for a conversation that is being deleted', async () => {
  const deleted = Promise.withResolvers<void>()
  vi.mocked(queryDriver).mockImplementation(async ({ text, values }) => {
    if (text.includes('"held"')) await deleted.promise
    return [{ id: values.includes('a') ? 'a' : 'b', revision: 7 }]
  })
  const waiting = insertComposition(compositionOf('a', 'c'))
  expect(await insertComposition(compositionOf('b', null))).toBe(7)
  deleted.resolve()
  expect(await waiting).toBe(7)
})
