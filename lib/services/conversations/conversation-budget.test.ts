import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { SECTION_NAMES } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessage } from './append-message'
import { createConversation } from './create-conversation'
import { getConversationBudget } from './get-conversation-budget'

let actor: Actor
let colleague: Actor
let id: string

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('conversation-budget')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  colleague = (await createTestUser(workspaceId, 'editor')).actor
  const files = [
    { path: 'rules.md', content: '---\nactivation: always\n---\n\n# Rules\n\nAnswer in one sentence.' },
    { path: 'herons.md', content: '# Herons\n\nHerons eat fish in shallow water.' },
  ]
  await importModules(actor, { files })
  id = (await createConversation(actor, { title: 'Birds' })).id
})

it('tells of each turn what its context was made of, and whether it begins as the one before', async () => {
  const composed: Awaited<ReturnType<typeof createComposition>>[] = []
  for (const query of ['What do herons eat?', 'And where?', 'Thanks.']) {
    composed.push(await createComposition(actor, { query, conversationId: id }))
    await appendMessage(actor, { id, role: 'user', content: query })
    await appendMessage(actor, { id, role: 'assistant', content: 'Fish, in shallow water.' })
  }
  const rules = '---\nactivation: always\n---\n\n# Rules\n\nAnswer in two sentences.'
  await importModules(actor, { files: [{ path: 'rules.md', content: rules }] })
  composed.push(await createComposition(actor, { query: 'Once more?', conversationId: id }))
  const { turns, isAll } = await getConversationBudget(actor, { id })
  expect(isAll).toBe(true)
  expect(turns.map(({ compositionId }) => compositionId)).toEqual(composed.map((each) => each.id))
  for (const [at, { usage }] of composed.entries()) {
    expect(turns[at]!.inputTokens).toBe(usage.inputTokens)
    for (const section of SECTION_NAMES) expect(turns[at]!.tokens[section]).toBe(usage.sections[section].used)
  }
  expect(turns[1]!.tokens.history).toBeGreaterThan(turns[0]!.tokens.history)
  expect(turns.map(({ isPrefixKept }) => isPrefixKept)).toEqual([
    null,
    ...composed.slice(1).map(({ trace }, at) => trace.prefixHash === composed[at]!.trace.prefixHash),
  ])
  expect(turns.at(-1)!.isPrefixKept).toBe(false)
})

it('is for those who may read the conversation', async () => {
  await expect(getConversationBudget(colleague, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
