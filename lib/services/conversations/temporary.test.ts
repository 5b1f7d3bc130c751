import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { appendMessage } from './append-message'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { endTemporary } from './end-temporary'
import { getConversation } from './get-conversation'
import { listConversations } from './list-conversations'
import { updateConversation } from './update-conversation'

let actor: Actor
beforeAll(async () => {
  actor = (await createTestWorkspace('temporary')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, actor.workspaceId))
})

async function begin() {
  const { id } = await createConversation(actor, { isTemporary: true })
  await appendMessage(actor, { id, role: 'user', content: 'Something private.' })
  await createComposition(actor, { query: 'Something private.', conversationId: id })
  return id
}

/** Rows of every table that could hold something of a conversation. */
async function rowsOf(conversationId: string): Promise<number> {
  const { workspaceId } = actor
  const where = { workspaceId, conversationId }
  const counts = await Promise.all([
    prisma.conversation.count({ where: { workspaceId, id: conversationId } }),
    prisma.conversationMessage.count({ where }),
    prisma.conversationSummary.count({ where }),
    prisma.composition.count({ where }),
    prisma.profileFact.count({ where }),
    prisma.profileInteraction.count({ where }),
  ])
  return counts.reduce((sum, count) => sum + count, 0)
}

describe('a temporary conversation', () => {
  it('stands in no list, and cannot be shared', async () => {
    const id = await begin()
    expect((await listConversations(actor, {})).items).toEqual([])
    expect(await getConversation(actor, { id })).toMatchObject({ isTemporary: true, messageCount: 1 })
    await expect(updateConversation(actor, { id, isShared: true })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is gone when it is left', async () => {
    const id = await begin()
    expect(await rowsOf(id)).toBe(3)
    await deleteConversation(actor, { id })
    expect(await rowsOf(id)).toBe(0)
  })

  it('stays where somebody writes in it just as it is ended', async () => {
    const id = await begin()
    const due = { updatedAt: { lt: new Date(Date.now() - 60_000) } }
    await prisma.$transaction((tx) => eraseConversations(tx, actor.workspaceId, [id], due))
    expect(await rowsOf(id)).toBe(3)
  })

  it('is gone some hours after the last message where nobody ends it', async () => {
    const id = await begin()
    await endTemporary(actor.workspaceId)
    expect(await rowsOf(id)).toBe(3)
    await endTemporary(actor.workspaceId, Date.now() + (LIMITS.temporaryConversationHours * 60 + 1) * 60_000)
    expect(await rowsOf(id)).toBe(0)
  })
})
