import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { flushChosen, recordChosen } from '@/lib/indexing/usage/record-chosen'
import { splitSource } from '@/lib/schemas/front-matter/front-matter'
import type { ModulePageDto } from '@/lib/schemas/modules/module-list'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { archiveModules } from './archive-modules'
import { createModule } from './create-module'
import { deleteModule } from './delete-module'
import { discardDraft } from './discard-draft'
import { editModules } from './edit-modules'
import { getModule } from './get-module'
import { listChunks } from './list-chunks'
import { listDependencies } from './list-dependencies'
import { listModuleFacets } from './list-module-facets'
import { listModules } from './list-modules'
import { listVersions } from './list-versions'
import { publishModule } from './publish-module'
import { restoreVersion } from './restore-version'
import { saveDraft } from './save-draft'
import { unarchiveModules } from './unarchive-modules'
import { updateModule } from './update-module'

type TestWorkspace = Awaited<ReturnType<typeof createTestWorkspace>>
let workspaceId: string
let actor: TestWorkspace['actor']

async function openWorkspace(name: string) {
  const workspace = await createTestWorkspace(name)
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  return workspace
}

/** Ids of the found chunks that hold the word; search offers the nearest others too. */
async function find(word: string): Promise<string[]> {
  const { results } = await searchModules(actor, { query: word })
  return results.filter(({ text }) => text.includes(word)).map(({ chunkId }) => chunkId)
}

const expectRightStatistics = async () =>
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))

beforeAll(async () => {
  const workspace = await openWorkspace('lifecycle')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
})

describe('a module', () => {
  it.each([
    ['fenced.md', '---\nname: Fenced\n---\n\n# Fenced\n'],
    ['toml.md', '\n+++\ntitle = "T"\n+++\nText.'],
    ['ruled.txt', '---\nnot: front matter, since this is plain text\n---\nAnd more.'],
  ])('tells a body that is the end of its source: %s', async (path, content) => {
    await importModules(actor, { files: [{ path, content }] })
    const { source, body } = await getModule(actor, { id: path.slice(0, path.indexOf('.')) })
    expect(source.endsWith(body)).toBe(true)
    expect(splitSource(source).body).toBe(body)
  })

  it('goes from draft to version, is found at once, and its old text never again', async () => {
    const created = await createModule(actor, { id: 'walrus', name: 'Walrus', body: 'A zebra.', publish: false })
    expect(created).toMatchObject({
      status: 'draft',
      version: 0,
      hasDraft: true,
      draft: { revision: 1, baseVersion: 0 },
    })
    expect(await find('zebra')).toEqual([])

    expect(await publishModule(actor, { id: 'walrus', message: 'first' })).toMatchObject({
      version: 1,
      status: 'created',
    })
    expect(await find('zebra')).toEqual(['walrus@1#0'])
    expect(await getModule(actor, { id: 'walrus' })).toMatchObject({
      status: 'published',
      draft: null,
      message: 'first',
    })

    const { source } = await getModule(actor, { id: 'walrus' })
    await saveDraft(actor, { id: 'walrus', source: source.replace('zebra', 'giraffe'), revision: 0 })
    expect(await find('giraffe')).toEqual([])
    await publishModule(actor, { id: 'walrus' })
    expect(await find('giraffe')).toEqual(['walrus@2#0'])
    expect(await find('zebra')).toEqual([])
    await expectRightStatistics()

    expect(await restoreVersion(actor, { id: 'walrus', version: 1 })).toMatchObject({ version: 3, status: 'updated' })
    expect((await find('zebra'))[0]).toBe('walrus@3#0')
    expect(
      (await listVersions(actor, { id: 'walrus' })).items.map((item) => [item.version, item.isProduction]),
    ).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ])
    await expectRightStatistics()
  })

  it('stays as it is when a publish changes nothing', async () => {
    const { source, version } = await getModule(actor, { id: 'walrus' })
    await saveDraft(actor, { id: 'walrus', source, revision: 0 })
    expect(await publishModule(actor, { id: 'walrus' })).toMatchObject({ status: 'unchanged', version })
    expect((await getModule(actor, { id: 'walrus' })).draft).toBeNull()
  })

  it('says when the other text is the same person’s', async () => {
    const { actor: person } = await createTestUser(workspaceId, 'editor')
    const { actor: other } = await createTestUser(workspaceId, 'editor')
    const { source } = await createModule(actor, { id: 'own-tabs', name: 'Own tabs', body: 'start' })
    await saveDraft(person, { id: 'own-tabs', source: `${source} a`, revision: 0 })
    const again = (who: Actor) => saveDraft(who, { id: 'own-tabs', source: `${source} b`, revision: 0 })
    await expect(again(person)).rejects.toMatchObject({ data: { isOwn: true } })
    await expect(again(other)).rejects.toMatchObject({ data: { isOwn: false } })
  })

  it('takes the same draft twice, as when an answer was lost', async () => {
    const { source } = await createModule(actor, { id: 'resent', name: 'Resent', body: 'start' })
    const save = () => saveDraft(actor, { id: 'resent', source: `${source} a`, revision: 0 })
    const first = await save()
    expect(await save()).toEqual(first)
  })

  it('keeps both texts when two people save or publish', async () => {
    const { source } = await createModule(actor, { id: 'two', name: 'Two', body: 'start' })
    const first = await saveDraft(actor, { id: 'two', source: `${source} a`, revision: 0 })
    await expect(saveDraft(actor, { id: 'two', source: `${source} b`, revision: 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { theirs: `${source} a`, yours: `${source} b`, revision: 1, baseVersion: 1, isOwn: false },
    })
    await saveDraft(actor, { id: 'two', source: `${source} c`, revision: first.revision })
    await expect(saveDraft(actor, { id: 'two', source: 'x', revision: first.revision })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await updateModule(actor, { id: 'two', body: 'from elsewhere' })
    await expect(publishModule(actor, { id: 'two' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { yours: `${source} c`, baseVersion: 2 },
    })
    await expect(updateModule(actor, { id: 'two', body: 'late', baseVersion: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await getModule(actor, { id: 'two' })).body).toBe('from elsewhere')
    await expect(discardDraft(actor, { id: 'two', revision: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(discardDraft(actor, { id: 'two', revision: 0 })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await getModule(actor, { id: 'two' })).draft).toMatchObject({ source: `${source} c`, revision: 2 })
    expect(await discardDraft(actor, { id: 'two', revision: 2 })).toEqual({ id: 'two', isDeleted: false })
    expect((await getModule(actor, { id: 'two' })).draft).toBeNull()
    expect(await discardDraft(actor, { id: 'two', revision: 0 })).toEqual({ id: 'two', isDeleted: false })
  })

  it('gives exactly one winner when ten publish at once, with right statistics', async () => {
    const { source } = await createModule(actor, { id: 'race', name: 'Race', body: 'start line' })
    const attempts = Array.from({ length: 10 }, (_, i) =>
      updateModule(actor, { id: 'race', source: `${source} runner${i}`, baseVersion: 1 }).then(
        () => 'won',
        (error: { code?: string }) => error.code,
      ),
    )
    const outcomes = await Promise.all(attempts)
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'CONFLICT')).toHaveLength(9)
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        createModule(actor, { id: `lane-${i}`, name: `Lane ${i}`, body: 'runner shoes' }),
      ),
    )
    await expectRightStatistics()
  })

  it('is never retrieved while archived, and again afterwards', async () => {
    await createModule(actor, { id: 'pelican', name: 'Pelican', body: 'A pelican carries fish.' })
    expect((await find('pelican'))[0]).toBe('pelican@1#0')
    expect(await archiveModules(actor, { ids: ['pelican', 'nobody'] })).toMatchObject({
      changed: ['pelican'],
      failed: [{ id: 'nobody' }],
    })
    expect(await find('pelican')).toEqual([])
    await expectRightStatistics()
    await updateModule(actor, { id: 'pelican', body: 'A pelican carries shrimp.' })
    expect(await find('pelican')).toEqual([])
    await unarchiveModules(actor, { ids: ['pelican'] })
    expect((await find('shrimp'))[0]).toBe('pelican@2#0')
    await expectRightStatistics()
  })

  it('leaves nothing behind when it is deleted', async () => {
    await createModule(actor, { id: 'base', name: 'Base', body: 'quokka' })
    await createModule(actor, { id: 'needer', name: 'Needer', dependencies: ['base'], body: 'text' })
    expect(await deleteModule(actor, { id: 'base' })).toEqual({ id: 'base', versions: 1, neededBy: ['needer'] })
    expect(await find('quokka')).toEqual([])
    await expect(getModule(actor, { id: 'base' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await getModule(actor, { id: 'needer' })).problems).toMatchObject([{ path: 'dependencies' }])
    expect((await listDependencies(actor, { id: 'needer' })).needs).toMatchObject([{ id: 'base', state: 'missing' }])
    await expectRightStatistics()
  })

  it('refuses a cycle with its path, and knows who needs whom', async () => {
    await createModule(actor, { id: 'a1', name: 'A', dependencies: [], body: 'a' })
    await createModule(actor, { id: 'b1', name: 'B', dependencies: ['a1'], body: 'b' })
    await createModule(actor, { id: 'c1', name: 'C', dependencies: ['b1'], body: 'c' })
    await expect(updateModule(actor, { id: 'a1', dependencies: ['c1'] })).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { cycle: ['a1', 'c1', 'b1', 'a1'] },
    })
    expect((await listDependencies(actor, { id: 'c1' })).needs).toMatchObject([
      { id: 'b1', depth: 1, via: null },
      { id: 'a1', depth: 2, via: 'b1' },
    ])
    const all = await listDependencies(actor, { id: 'a1' })
    expect(all.neededBy).toMatchObject([{ id: 'b1' }, { id: 'c1' }])
    expect(all.edges).toEqual([
      { from: 'b1', to: 'a1' },
      { from: 'c1', to: 'b1' },
    ])
    // what needs the module by another way, too, and what others need, which is no way to it
    await createModule(actor, { id: 'd1', name: 'D', dependencies: ['a1', 'c1', 'b1'], body: 'd' })
    await createModule(actor, { id: 'e1', name: 'E', dependencies: ['b1', 'a1'], body: 'e' })
    const { edges } = await listDependencies(actor, { id: 'c1' })
    expect(edges.map(({ from, to }) => from + to).toSorted()).toEqual(['b1a1', 'c1b1', 'd1c1'])
    const files = [
      { path: 'x1.md', content: '---\ndependencies: [y1]\n---\nx' },
      { path: 'y1.md', content: '---\ndependencies: [x1]\n---\ny' },
    ]
    const { results } = await importModules(actor, { files })
    expect(results.map(({ status }) => status)).toEqual(['created', 'failed'])
    expect(results[1]?.problems.at(-1)?.message).toContain('y1 → x1 → y1')
  })

  it('changes fields of a draft without touching what somebody wrote there, or what it started from', async () => {
    const id = 'drafted'
    await createModule(actor, { source: `---\nid: ${id}\n---\nPublished` })
    await saveDraft(actor, { id, source: `---\nid: ${id}\n---\nWritten by hand`, revision: 0 })
    await updateModule(actor, { id, body: 'Published since' })
    await updateModule(actor, { id, tags: ['t'], publish: false })
    const { draft } = await getModule(actor, { id })
    expect(draft).toMatchObject({ source: `---\nid: ${id}\ntags: [t]\n---\nWritten by hand`, baseVersion: 1 })
  })

  it('changes fields without touching the rest of the file', async () => {
    const source = '---\nid: fields # keep\nx-team: {a: 1}\npriority: low\n---\nBody'
    await createModule(actor, { source })
    await updateModule(actor, { id: 'fields', priority: 'high', tags: ['t'] })
    const module = await getModule(actor, { id: 'fields' })
    expect(module.source).toBe('---\nid: fields # keep\nx-team: {a: 1}\npriority: high\ntags: [t]\n---\nBody')
    expect(module).toMatchObject({ unknown: { 'x-team': { a: 1 } }, body: 'Body', priority: 'high' })
    expect(await editModules(actor, { ids: ['fields'], addTags: ['u'], removeTags: ['t'] })).toMatchObject({
      changed: ['fields'],
    })
    expect((await getModule(actor, { id: 'fields' })).tags).toEqual(['u'])
    const many = { ids: ['fields'], category: 'law', priority: 'high', activation: 'manual' }
    expect(await editModules(actor, many)).toEqual({ changed: ['fields'], unchanged: [], failed: [] })
    expect(await editModules(actor, many)).toEqual({ changed: [], unchanged: ['fields'], failed: [] })
    expect((await getModule(actor, { id: 'fields' })).source).toBe(
      '---\nid: fields # keep\nx-team: {a: 1}\npriority: high\ntags: [u]\ncategory: law\nactivation: manual\n---\nBody',
    )
    expect(await editModules(actor, { ids: ['fields'], category: null })).toMatchObject({ changed: ['fields'] })
    expect((await getModule(actor, { id: 'fields' })).category).toBeNull()
    const chunks = await listChunks(actor, { id: 'fields' })
    expect(chunks.items).toMatchObject([{ chunkId: 'fields@5#0', text: 'Body' }])
  })

  it('refuses a taken id, a bad text and an unknown field by name', async () => {
    await createModule(actor, { id: 'taken', name: 'T' })
    await expect(createModule(actor, { id: 'taken', name: 'T' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(createModule(actor, { source: '---\nid: "x\n---\n' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(createModule(actor, { id: 'n', body: 'a\0b' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(createModule(actor, { id: 'n', colour: 'red' })).rejects.toMatchObject({
      data: { fields: { colour: 'unknown field' } },
    })
  })
})

describe('the list of modules', () => {
  it('pages through every sort without losing or repeating one, and filters', async () => {
    const { actor: other } = await openWorkspace('list')
    const files = Array.from({ length: 23 }, (_, i) => ({
      path: `m${i}.md`,
      content: `---\nname: Module ${i % 4}\ncategory: c${i % 3}\ntags: [t${i % 2}, all]\npriority: ${i % 5 ? 'low' : 'high'}\n---\n${'word '.repeat(i % 6)}`,
    }))
    await importModules(other, { files })
    await createModule(other, { id: 'only-draft', name: 'Only draft', tags: ['t0'], publish: false })
    for (const sort of [
      '-updatedAt',
      'updatedAt',
      'name',
      '-name',
      'tokenCount',
      '-tokenCount',
      'priority',
      '-timesChosen',
    ]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: ModulePageDto = await listModules(other, { sort, limit: 5, ...(cursor ? { cursor } : {}) })
        expect(page.total).toBe(24)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      } while (cursor)
      expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 24, 24])
    }
    expect((await listModules(other, { category: 'c0', tag: 't0,all' })).total).toBe(4)
    expect((await listModules(other, { status: 'draft' })).items).toMatchObject([{ id: 'only-draft', version: 0 }])
    expect((await listModules(other, { priority: 'high' })).total).toBe(5)
    await archiveModules(other, { ids: ['m0'] })
    expect((await listModules(other, { status: 'archived' })).total).toBe(1)
    const facets = await listModuleFacets(other, {})
    expect(facets.statuses).toEqual([
      { value: 'published', count: 22 },
      { value: 'archived', count: 1 },
      { value: 'draft', count: 1 },
    ])
    expect(facets.tags[0]).toEqual({ value: 'all', count: 22 })
    await expect(listModules(other, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'VALIDATION' })
    const { nextCursor } = await listModules(other, { sort: 'name', limit: 1 })
    const forged = ['a\u0000', '\ud800'].map((key) =>
      Buffer.from(JSON.stringify(['name', key, 'a'])).toString('base64url'),
    )
    // one of another order would leave out what it happens to stand behind
    const others = [{ cursor: nextCursor }, { sort: '-name', cursor: nextCursor }]
    for (const input of [...others, ...forged.map((cursor) => ({ sort: 'name', cursor }))]) {
      await expect(listModules(other, input)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
  })

  it('has the names first that fit a search best, and counts what it finds', async () => {
    const { actor: other } = await openWorkspace('search')
    const file = (id: string, name: string, more: string) => ({
      path: `${id}.md`,
      content: `---\nname: ${name}\n${more}---\ntext`,
    })
    await importModules(other, {
      files: [
        file('z-exact', 'Wick trim', 'category: coast\n'),
        file('y-begins', 'Wick trim tools', 'category: coast\n'),
        file('x-has', 'The wick trim of old', 'category: hills\n'),
        file('b-words', 'Trim each wick', 'tags: [lamp]\n'),
        file('a-described', 'Lamps', 'description: trim the wick\n'),
        file('text-only', 'Keeping a light', 'category: hills\ntags: [lamp]\n'),
        file('other', 'Something else', 'category: coast\n'),
      ],
    })
    const inOrder = ['z-exact', 'y-begins', 'x-has', 'b-words', 'a-described']
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: ModulePageDto = await listModules(other, {
        q: ' wick  TRIM ',
        sort: 'match',
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      expect(page.total).toBe(5)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(inOrder)
    expect((await listModules(other, { sort: 'match' })).total).toBe(7)

    // one list: names first, then what a search found in texts in its order, then what says it elsewhere
    const found = ['other', 'text-only', 'x-has', 'gone']
    const all = await listModules(other, { q: 'wick trim', found, sort: 'match' })
    expect(all.items.map(({ id }) => id)).toEqual([...inOrder.slice(0, 4), 'other', 'text-only', 'a-described'])
    expect([all.total, all.matches]).toEqual([7, { name: 4, text: 2, other: 1 }])
    const second = await listModules(other, { q: 'wick trim', found, sort: 'match', limit: 5 })
    const third = await listModules(other, { q: 'wick trim', found, sort: 'match', cursor: second.nextCursor ?? '' })
    expect([...second.items, ...third.items]).toEqual(all.items)
    expect(third.matches).toEqual(all.matches)

    // a filter leaves as many of them as it has counted
    for (const { value, count } of (await listModuleFacets(other, { q: 'wick trim', found })).categories) {
      const page = await listModules(other, { q: 'wick trim', found, sort: 'match', category: value })
      expect([value, page.total]).toEqual([value, count])
    }
    expect((await listModules(other, { q: 'wick trim', found, activation: 'manual' })).total).toBe(0)

    const facets = await listModuleFacets(other, { q: 'wick trim', found: ['text-only', 'x-has', 'gone'] })
    expect(facets.categories).toEqual([
      { value: 'coast', count: 2 },
      { value: 'hills', count: 2 },
    ])
    expect(facets.tags).toEqual([{ value: 'lamp', count: 2 }])
    expect(facets.statuses).toEqual([{ value: 'published', count: 6 }])
    expect((await listModuleFacets(other, { q: 'nothing like it' })).statuses).toEqual([])
  })

  it('counts how often a module was chosen', async () => {
    await createModule(actor, { id: 'chosen', name: 'Chosen' })
    await recordChosen(workspaceId, ['chosen', 'chosen', 'gone'])
    await recordChosen(workspaceId, ['chosen'])
    await flushChosen()
    const { items } = await listModules(actor, { sort: '-timesChosen', limit: 1 })
    expect(items[0]).toMatchObject({ id: 'chosen', timesChosen: 2 })
    expect(Date.now() - Date.parse(items[0]?.lastAccessedAt ?? '')).toBeLessThan(60_000)
  })
})
