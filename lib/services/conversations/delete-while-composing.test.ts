import { beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'

/** What happens between composing and storing. */
const meanwhile = vi.hoisted(() => ({ act: async (): Promise<unknown> => undefined }))
vi.mock('@/lib/services/compose/run/compose-cached', async (original) => {
  const real = await original<typeof import('@/lib/services/compose/run/compose-cached')>()
  return {
    ...real,
    composeCached: async (...given: Parameters<typeof real.composeCached>) => {
      const made = await real.composeCached(...given)
      await meanwhile.act()
      return made
    },
  }
})

let actor: Actor
beforeAll(async () => {
  actor = (await createTestWorkspace('delete-while-composing')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, actor.workspaceId))
})

const query = 'Something very private.'

async function left(conversationId: string): Promise<number> {
  const { workspaceId } = actor
  const compositions = await prisma.composition.count({ where: { workspaceId, conversationId } })
  const details = await prisma.compositionDetail.count({ where: { workspaceId, compositions: { none: {} } } })
  return compositions + details
}

it('a conversation that is deleted for good while its context is composed leaves nothing of it', async () => {
  const { id } = await createConversation(actor, { isTemporary: true })
  meanwhile.act = () => deleteConversation(actor, { id })
  const composing = createComposition(actor, { query, conversationId: id })
  await expect(composing).rejects.toMatchObject({ code: 'NOT_FOUND', data: { entity: 'conversation', id } })
  expect(await left(id)).toBe(0)
})

it('nor where it is to be answered, or its profile takes it along', async () => {
  const { id: profileId } = await createProfile(actor, { name: 'Ada' })
  const { id } = await createConversation(actor, { profileId })
  meanwhile.act = () => deleteProfile(actor, { id: profileId, withConversations: 'true' })
  const answering = streamChat(actor, { text: query, conversationId: id }, { onError: () => undefined })
  await expect(answering).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await left(id)).toBe(0)
  expect(await prisma.conversationMessage.count({ where: { conversationId: id } })).toBe(0)
})
