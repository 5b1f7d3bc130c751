import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createRelease } from '@/lib/services/releases/create-release'
import { previewEffectBetween } from './preview-effect-between'

let actor: Actor
let querySet: string

const put = (id: string, text: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })

beforeAll(async () => {
  const { workspaceId, actor: owner } = await createTestWorkspace('effect-between')
  actor = owner
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await put('herons', 'eat fish')
  await put('owls', 'sleep by day')
  const check = { kind: 'includes', module: 'herons', text: 'eat fish' }
  const queries = [
    { text: 'What do herons eat?', checks: [check] },
    { text: 'When do owls sleep?', checks: [{ kind: 'answered' }] },
  ]
  querySet = (await createQuerySet(actor, { name: 'Birds', queries } as never)).id
  await createComposition(actor, { query: 'What do herons eat?' })
  await createComposition(actor, { query: 'When do owls sleep?' })
  await createRelease(actor, { id: 'spring', name: 'Spring', isFrozen: true })
  await put('herons', 'eat frogs')
})

describe('the effect between two ways of composing', () => {
  it('shows what changes from a release to production, with the checks that break', async () => {
    const effect = await previewEffectBetween(actor, { before: { release: 'spring' }, after: {}, querySet })
    expect(effect).toMatchObject({ total: 2, unchanged: 1, notComposed: 0, next: null })
    expect(effect.changes).toHaveLength(1)
    const [changed] = effect.changes
    expect(changed).toMatchObject({ query: 'What do herons eat?', mended: [], error: null })
    expect(changed?.broken).toHaveLength(1)
    expect(changed?.modules.map(({ moduleId }) => moduleId)).toEqual(['herons'])
    // the addresses of both contexts give them
    const { a, b, isEqual } = await compareCompositions(actor, { a: changed!.a, b: changed!.b })
    expect([a.releaseId, b.releaseId]).toEqual(['spring', 'production'])
    expect(isEqual).toBe(false)
  })

  it('is the same the other way round, with broken checks mended', async () => {
    const effect = await previewEffectBetween(actor, { before: {}, after: { release: 'spring' }, querySet })
    expect(effect.changes.map(({ broken, mended }) => [broken.length, mended.length])).toEqual([[0, 1]])
  })

  it('composes with a version of a policy that is not applied', async () => {
    const settings = {
      ...DEFAULT_POLICY_SETTINGS,
      format: { ...DEFAULT_POLICY_SETTINGS.format, metadata: 'full' as const },
    }
    const { version } = await savePolicyVersion(actor, { id: 'default', settings })
    expect(version).toBe(2)
    const after = { policy: 'default@2' }
    const effect = await previewEffectBetween(actor, { before: { policy: 'default@1' }, after, querySet })
    expect(effect.changes.length + effect.unchanged).toBe(2)
    for (const { a, b } of effect.changes) {
      const compared = await compareCompositions(actor, { a, b })
      expect([compared.a.policy.version, compared.b.policy.version]).toEqual([1, 2])
    }
    const questions = await previewEffectBetween(actor, { before: { policy: 'default@1' }, after })
    expect(questions.total).toBe(2)
    expect(effect.changes.length).toBeGreaterThan(0)
  })

  it('without a query set takes the latest questions that met what differs', async () => {
    const effect = await previewEffectBetween(actor, { before: { release: 'spring' }, after: {} })
    expect(effect.total).toBeGreaterThan(0)
    expect(effect.changes.map(({ query }) => query)).toEqual(['What do herons eat?'])
  })

  it('says where a required module is sent no more', async () => {
    const content = '---\nname: House rules\nactivation: always\n---\n\n# House rules\n\nAnswer in full sentences.'
    await importModules(actor, { files: [{ path: 'rules.md', content }] })
    const entries = ['rules', 'owls'].map((moduleId) => ({ moduleId, version: null }))
    await createRelease(actor, { id: 'bare', name: 'Bare', entries })
    const queries = [
      { text: 'When do owls sleep?', checks: [{ kind: 'includes', module: 'owls' }] },
      { text: 'When do owls wake?', checks: [{ kind: 'answered' }] },
    ]
    const { id } = await createQuerySet(actor, { name: 'Owls', queries } as never)
    const lostOf = async (before: object, after: object, set?: string) => {
      const { changes } = await previewEffectBetween(actor, { before, after, querySet: set })
      return changes.map(({ query, modules }) => [
        query,
        modules
          .filter(({ isLost }) => isLost)
          .map(({ moduleId }) => moduleId)
          .sort(),
      ])
    }
    const bare = { release: 'bare' }
    const lost = Object.fromEntries(await lostOf({}, bare, id))
    expect(lost).toEqual({ 'When do owls sleep?': ['owls', 'rules'], 'When do owls wake?': ['rules'] })
    // what comes in is not lost, and a question that somebody asked names no module
    expect((await lostOf(bare, {}, id)).flatMap(([, modules]) => modules)).toEqual([])
    expect(Object.fromEntries(await lostOf({}, bare))['When do owls sleep?']).toEqual(['rules'])
  })

  it('keeps its place among questions while others are asked', async () => {
    const sides = { before: { release: 'spring' }, after: {} }
    const first = await previewEffectBetween(actor, sides)
    await createComposition(actor, { query: 'What else do herons eat?' })
    const rest = await previewEffectBetween(actor, { ...sides, from: first.total, upTo: first.upTo! })
    expect(rest).toMatchObject({ total: first.total, next: null, changes: [], unchanged: 0, upTo: first.upTo })
    const anew = await previewEffectBetween(actor, sides)
    expect(anew.total).toBe(first.total + 1)
    expect(anew.upTo).not.toBe(first.upTo)
  })

  it('refuses equal sides, and what is not there', async () => {
    const same = { before: { release: 'spring' }, after: { release: 'spring' } }
    await expect(previewEffectBetween(actor, same)).rejects.toMatchObject({ code: 'VALIDATION' })
    const missing = { code: 'NOT_FOUND' }
    const none = { before: {}, after: { release: 'none' } }
    await expect(previewEffectBetween(actor, none)).rejects.toMatchObject(missing)
    await expect(previewEffectBetween(actor, { before: {}, after: { policy: 'none' } })).rejects.toMatchObject(missing)
    const absent = { before: {}, after: { release: 'spring' }, querySet: 'none' }
    await expect(previewEffectBetween(actor, absent)).rejects.toMatchObject(missing)
  })
})
