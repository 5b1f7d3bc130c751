import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { deletePolicy } from '@/lib/services/policies/delete-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { previewEffect } from './preview-effect'
import { previewEffectBetween } from './preview-effect-between'

const source = (id: string, body: string) => `---\nid: ${id}\nname: ${id}\n---\n\n${body}\n`
const UNDO = 'How do I undo a deployment?'
const HOLIDAYS = 'How many days of holiday does everybody have?'
const PRIVATE = 'Who is told when a deployment is undone?'

let actor: Actor
let colleague: Actor

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('effect')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  colleague = (await createTestUser(workspaceId, 'editor')).actor
  const files = [
    ['rollback', '# Rollback\n\nTo undo a deployment run the rollback command.'],
    ['backup', '# Backup\n\nA backup helps to undo a deployment of data.'],
    ['holidays', '# Holidays\n\nEverybody has thirty days of holiday.'],
  ] as const
  await importModules(actor, { files: files.map(([id, body]) => ({ path: `${id}.md`, content: source(id, body) })) })
  await createComposition(actor, { query: UNDO })
  await createComposition(actor, { query: UNDO })
  await createComposition(actor, { query: HOLIDAYS })
  const { id: conversationId } = await createConversation(actor, { title: 'Private' })
  await createComposition(actor, { query: PRIVATE, conversationId })
})

async function draft(id: string, body: string) {
  const { draft } = await getModule(actor, { id })
  await saveDraft(actor, { id, source: source(id, body), revision: draft?.revision ?? 0 })
}

describe('previewEffect', () => {
  it('tells which questions get another context, the largest effect first, and counts the others', async () => {
    await draft('rollback', '# Rollback\n\nTo undo a deployment press the red button twice. Tell the team afterwards.')
    const before = await prisma.composition.count({ where: { workspaceId: actor.workspaceId } })
    const { changes, compared, unchanged, hasMet, notComposed } = await previewEffect(actor, { id: 'rollback' })
    expect({ hasMet, notComposed }).toEqual({ hasMet: true, notComposed: 0 })
    expect(changes.map(({ query }) => query)).toContain(UNDO)
    // a question that was asked twice is compared once, and what did not meet the module is not
    expect(changes.filter(({ query }) => query === UNDO)).toHaveLength(1)
    expect(changes.length + unchanged).toBe(compared)
    expect(changes.map(({ size }) => size)).toEqual(changes.map(({ size }) => size).toSorted((x, y) => y - x))
    const undo = changes.find(({ query }) => query === UNDO)!
    expect(undo).toMatchObject({ isSent: { a: true, b: true }, counts: { edited: 1 } })
    expect(await prisma.composition.count({ where: { workspaceId: actor.workspaceId } })).toBe(before)

    // what is listed opens as a comparison
    const comparison = await compareCompositions(actor, { a: undo.a, b: undo.b })
    expect(comparison.inputTokens).toEqual(undo.inputTokens)
    expect(comparison.b.draft).toBe('rollback')
    expect(comparison.lines.some(({ kind, text }) => kind === 'in' && text.includes('red button'))).toBe(true)
  })

  it('finds a draft by filters in any case of letters, as what is published is found', async () => {
    const content = `---\nid: retries\nname: retries\ntags: [HTTP]\n---\n\nRetries back off.\n`
    await importModules(actor, { files: [{ path: 'retries.md', content }] })
    const query = 'How do retries back off?'
    await createComposition(actor, { query, filters: { tags: ['http'] } })
    await saveDraft(actor, { id: 'retries', source: `${content}They double each time.\n`, revision: 0 })
    const { changes } = await previewEffect(actor, { id: 'retries' })
    expect(changes.find((change) => change.query === query)).toMatchObject({ isSent: { a: true, b: true } })
  })

  it('leaves out what was asked of a release that is gone', async () => {
    await createRelease(actor, { id: 'gone', name: 'Gone' })
    await createComposition(actor, { query: `${UNDO} Quickly`, release: 'gone' })
    await deleteRelease(actor, { id: 'gone' })
    expect(await previewEffect(actor, { id: 'rollback' })).toMatchObject({ hasMet: true, notComposed: 1 })
  })

  it('leaves out what was asked with a policy that is gone', async () => {
    const { id } = await createPolicy(actor, { name: 'Gone', from: 'default' })
    await createComposition(actor, { query: `${UNDO} Slowly`, policy: id })
    await deletePolicy(actor, { id })
    expect(await previewEffect(actor, { id: 'rollback' })).toMatchObject({ hasMet: true, notComposed: 2 })
    const between = { before: {}, after: { release: 'bare' } }
    await createRelease(actor, { id: 'bare', name: 'Bare', entries: [{ moduleId: 'rollback', version: null }] })
    expect(await previewEffectBetween(actor, between)).toMatchObject({ next: null, notComposed: 1 })
  })

  it('gives the context that the publish then gives', async () => {
    const { changes } = await previewEffect(actor, { id: 'rollback' })
    const told = changes.find(({ query }) => query === UNDO)!
    const { draft } = await getModule(actor, { id: 'rollback' })
    await publishModule(actor, { id: 'rollback', revision: draft!.revision })
    const published = await createComposition(actor, { query: UNDO })
    expect(published.text).toContain('red button')
    expect(published.usage.inputTokens).toBe(told.inputTokens.b)
  })

  it('has a module come where its draft begins to speak of the question', async () => {
    await draft(
      'holidays',
      '# Holidays\n\nWhoever wants to undo a deployment on a holiday undoes the deployment alone.',
    )
    const { changes } = await previewEffect(actor, { id: 'holidays' })
    expect(changes.find(({ query }) => query === HOLIDAYS)?.counts).toMatchObject({ edited: 1, in: 0 })
    const undo = (await createComposition(actor, { query: UNDO })).id
    const { items } = await compareCompositions(actor, { a: `${undo};now`, b: `${undo};draft=holidays` })
    expect(items.find(({ moduleId }) => moduleId === 'holidays')).toMatchObject({ change: 'in' })
  })

  it('shows nobody what others ask in private', async () => {
    await draft('backup', '# Backup\n\nWhoever is told when a deployment is undone restores the backup.')
    const own = await previewEffect(actor, { id: 'backup' })
    const others = await previewEffect(colleague, { id: 'backup' })
    expect(own.changes.map(({ query }) => query)).toContain(PRIVATE)
    expect(others.changes.map(({ query }) => query)).not.toContain(PRIVATE)
    expect(others.compared).toBe(own.compared - 1)
  })

  it('refuses what could not be published, and what has no draft', async () => {
    await saveDraft(actor, {
      id: 'backup',
      source: '---\nname: [\n---\n',
      revision: (await getModule(actor, { id: 'backup' })).draft!.revision,
    })
    await expect(previewEffect(actor, { id: 'backup' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(previewEffect(actor, { id: 'rollback' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(previewEffect(actor, { id: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
