import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { listRunning } from '@/lib/services/answers/running-answers'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { getComposition } from '@/lib/services/compose/get-composition'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createProfile } from './create-profile'
import { deleteProfile } from './delete-profile'

let upstream: ScriptedOpenAi
let actor: Actor
const MODEL = 'scripted-small'

retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('delete-while-answering')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'admin')).actor
  await saveProvider(actor, {
    kind: 'openai-compatible',
    name: 'Scripted',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
})
afterAll(() => upstream.stop())

const ask = (input: object) => streamChat(actor, { model: MODEL, ...input }, { onError: () => undefined })

/** Two answers side by side that have begun and do not end by themselves. */
async function beginAnswers() {
  const { id: profileId } = await createProfile(actor, {
    name: 'Grace',
    facts: [{ key: 'role', value: 'Zeppelin pilot' }],
  })
  const held = Promise.withResolvers<void>()
  upstream.completionRule = () => ({ deltas: ['So far ', 'and on.'], heldUntil: held.promise })
  const before = upstream.received.length
  await ask({ text: 'Which Zeppelin pilot is told?', profileId, column: 1 })
  const { id: conversationId } = await prisma.conversation.findFirstOrThrow({
    where: { workspaceId: actor.workspaceId, profileId },
    select: { id: true },
  })
  await ask({ conversationId, profileId, trigger: 'regenerate-message', column: 2 })
  await expect.poll(() => upstream.received.length).toBe(before + 2)
  const where = { workspaceId: actor.workspaceId, conversationId }
  await expect.poll(() => listRunning(where).map(({ text }) => text)).toEqual(['So far ', 'So far '])
  const sent = JSON.stringify(upstream.received.slice(before).map(({ body }) => body.messages))
  expect(sent.split('role: Zeppelin pilot')).toHaveLength(3)
  return { profileId, conversationId, where, end: held.resolve }
}

describe('a profile that is deleted while its conversation is being answered', () => {
  it('ends every answer, keeps what came, and leaves nothing of the profile in what was sent', async () => {
    const { profileId, conversationId, where, end } = await beginAnswers()
    const receipt = await deleteProfile(actor, { id: profileId })
    expect(receipt.isProven).toBe(true)
    expect(receipt.stores).toContainEqual({ store: 'answers being written', removed: 2, left: 0 })
    await expect.poll(() => listRunning(where)).toEqual([])
    end()
    const { messages, profileId: left } = await getConversation(actor, { id: conversationId })
    expect(left).toBeNull()
    expect(messages.slice(1)).toMatchObject([
      { status: 'stopped', content: 'So far ' },
      { status: 'stopped', content: 'So far ' },
    ])
    const { text, isExact } = await getComposition(actor, { id: messages[1]!.compositionId! })
    expect(isExact).toBe(false)
    expect(text).not.toContain('role: Zeppelin pilot')
    // its context cannot be sent again
    const goOn = ask({ conversationId, trigger: 'continue-message', column: 1 })
    await expect(goOn).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await prisma.profileFact.count({ where: { workspaceId: actor.workspaceId, profileId } })).toBe(0)
  })

  it('leaves no word behind where its conversations go too', async () => {
    const { profileId, conversationId, where, end } = await beginAnswers()
    await deleteProfile(actor, { id: profileId, withConversations: 'true' })
    end()
    await expect.poll(() => listRunning(where)).toEqual([])
    await expect(getConversation(actor, { id: conversationId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await prisma.conversationMessage.count({ where })).toBe(0)
    expect(await prisma.runningAnswer.count({ where })).toBe(0)
  })
})
