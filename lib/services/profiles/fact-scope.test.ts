import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createProfile } from './create-profile'

let person: Actor
let program: Actor

beforeAll(async () => {
  const { workspaceId } = (await createTestWorkspace('fact-scope')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  person = (await createTestUser(workspaceId, 'admin')).actor
  program = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['read', 'compose'] }
  const provider = { kind: 'openai-compatible', apiKey: 'none' }
  await saveProvider(person, {
    ...provider,
    name: 'Away',
    baseUrl: 'https://models.example.com/v1',
    models: [{ id: 'away' }],
  })
  await saveProvider(person, {
    ...provider,
    name: 'Here',
    baseUrl: 'http://127.0.0.1:11434/v1',
    models: [{ id: 'here' }],
  })
  const facts = ['any', 'ask', 'local'].map((scope) => ({ key: `fact ${scope}`, value: scope, scope, isStatic: true }))
  await createProfile(person, { id: 'ada', name: 'Ada', facts })
})

async function sentTo(actor: Actor, model: string | undefined, allowsFacts?: boolean) {
  const { text, trace } = await createComposition(actor, { query: 'a question', profileId: 'ada', model, allowsFacts })
  const sent = ['any', 'ask', 'local'].filter((scope) => text.includes(`fact ${scope}`))
  return { sent, reasons: trace.facts?.map(({ reason }) => reason).toSorted() }
}

it('keeps facts from models elsewhere that may not leave this machine, and says so', async () => {
  const away = { sent: ['any'], reasons: ['fact_basic', 'fact_not_allowed', 'fact_stays_here'] }
  expect(await sentTo(person, 'away')).toEqual(away)
  expect(await sentTo(person, 'never-heard-of')).toEqual(away)
  expect((await sentTo(person, 'away', true)).sent).toEqual(['any', 'ask'])
})

it('sends them to models on this machine', async () => {
  expect((await sentTo(person, 'here')).sent).toEqual(['any', 'ask', 'local'])
  expect((await sentTo(person, undefined)).sent).toEqual(['any', 'ask', 'local'])
})

it('does not hand them to a program that says no model', async () => {
  expect((await sentTo(program, undefined)).sent).toEqual(['any'])
  expect((await sentTo(program, 'here')).sent).toEqual(['any', 'ask', 'local'])
})
