import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { toSentContext } from '@/lib/schemas/contexts/sent-context'
import type { Actor } from '@/lib/services/actor'
import { getComposition } from '@/lib/services/compose/get-composition'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { beginOwnProfile } from '@/lib/services/profiles/begin-own-profile'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { streamChat } from './stream-chat'

let actor: Actor
let colleague: Actor
let profileId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('sent-contexts')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'editor')).actor
  colleague = (await createTestUser(workspace.workspaceId, 'editor')).actor
  profileId = (await beginOwnProfile(actor, {})).id
  const files = [
    { path: 'rollback.md', content: '---\nname: Rollback\n---\n\n# Rollback\n\nTo undo a deployment run rollback.\n' },
    {
      path: 'tone.md',
      content: '---\nname: Tone\ntype: instruction\nactivation: always\n---\n\n# Tone\n\nAnswer briefly.\n',
    },
  ]
  await importModules(workspace.actor, { files })
})

/** @returns the id of the conversation */
async function ask(text: string, more: object = {}): Promise<string> {
  let id = ''
  const stream = await streamChat(actor, { text, model: OFFLINE_MODEL_ID, ...more }, { onError: () => undefined })
  for await (const chunk of stream) {
    if (chunk.type === 'data-conversation') id = (chunk.data as { conversationId: string }).conversationId
  }
  return id
}

async function answersOf(id: string, reader = actor) {
  return (await getConversation(reader, { id })).messages.filter(({ role }) => role === 'assistant')
}

describe('an answer that is read again', () => {
  it('tells in short what its composition tells, also where a cache composed it', async () => {
    const first = await ask('How do I undo a deployment?')
    await ask('And who may?', { conversationId: first })
    const again = await ask('How do I undo a deployment?')
    const answers = [...(await answersOf(first)), ...(await answersOf(again))]
    expect(answers).toHaveLength(3)
    const steps: string[][] = []
    for (const { context, compositionId } of answers) {
      const composition = await getComposition(actor, { id: compositionId! })
      expect(context).toEqual(toSentContext(composition))
      expect(context).toMatchObject({ model: OFFLINE_MODEL_ID, instructions: 1 })
      steps.push(composition.trace.steps.flatMap(({ name, ms }) => (ms > 0 ? name : [])))
    }
    expect(answers[0]?.context?.labels).toEqual(['k1'])
    // the cache's step alone took time
    expect(steps[2]).toHaveLength(1)
    expect(steps[0]!.length).toBeGreaterThan(3)
    expect((await getConversation(actor, { id: first })).messages[0]?.context).toBeNull()
  })

  it('tells nothing of what its reader may not see, or what an earlier version kept', async () => {
    const id = await ask('How do I undo a deployment?', { profileId })
    await updateConversation(actor, { id, isShared: true })
    const branch = await branchConversation(colleague, { id, messageId: (await answersOf(id))[0]!.id })
    expect((await answersOf(id))[0]?.context).not.toBeNull()
    expect((await answersOf(id, colleague))[0]?.context).toBeNull()
    expect((await answersOf(branch.id, colleague))[0]?.context).toBeNull()
    await prisma.compositionDetail.updateMany({
      where: { workspaceId: actor.workspaceId },
      data: { sent: Prisma.DbNull },
    })
    expect((await answersOf(id))[0]?.context).toBeNull()
  })
})
