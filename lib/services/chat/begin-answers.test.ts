import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { RunningAnswer } from '@/lib/services/answers/running-answer'
import { addRunning, removeRunning } from '@/lib/services/answers/running-answers'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { streamChat } from './stream-chat'

let workspaceId: string
let actor: Actor
beforeAll(async () => {
  ;({ workspaceId } = await createTestWorkspace('begin-answers'))
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'editor')).actor
})

const start = (input: object, by = actor) => streamChat(by, input, { onError: () => undefined })

async function readAll(stream: ReadableStream | null): Promise<void> {
  if (stream) for await (const _ of stream);
}

it('not more than so many are written for one person, however many requests come at once', async () => {
  const authorId = authorIdOf(actor)
  const others = Array.from({ length: LIMITS.runningAnswers }, (_, index) => ({
    where: { workspaceId, conversationId: `cnv_${index}` },
    answer: new RunningAnswer(`msg_${index}`, authorId),
  }))
  for (const { where, answer } of others) addRunning(where, answer)
  await expect(start({ text: 'One more?' })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  const [last, ...rest] = others
  removeRunning(last!.where, last!.answer)
  const begun = await Promise.allSettled(['Two more?', 'Three more?', 'Four?'].map((text) => start({ text })))
  expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  for (const each of begun) if (each.status === 'fulfilled') await readAll(each.value)
  // what comes to nothing leaves its place as well
  await expect(start({ text: 'Whose?', conversationId: 'cnv_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await readAll(await start({ text: 'Two more?' }))
  for (const { where, answer } of rest) removeRunning(where, answer)
})

it('a key that may only compose continues what broke off', async () => {
  const key: Actor = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['compose'] }
  await readAll(await start({ text: 'What do herons eat?' }, key))
  const { id: conversationId } = await prisma.conversation.findFirstOrThrow({
    where: { workspaceId, authorId: authorIdOf(key) },
    select: { id: true },
  })
  const where = { workspaceId, conversationId, role: 'assistant' }
  await prisma.conversationMessage.updateMany({ where, data: { status: 'interrupted', content: 'Herons ' } })
  await readAll(await start({ conversationId, trigger: 'continue-message' }, key))
  expect(await prisma.conversationMessage.findMany({ where, select: { status: true } })).toEqual([
    { status: 'complete' },
  ])
})
