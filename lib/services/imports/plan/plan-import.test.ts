import { expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { undoImport } from '@/lib/services/imports/undo-import'
import { getModule } from '@/lib/services/modules/get-module'
import { listModules } from '@/lib/services/modules/list-modules'
import { saveDraft } from '@/lib/services/modules/save-draft'

it('plans an import: what is new, changed, the same, a clash, a duplicate or renamed', async () => {
  const { actor } = await createTestWorkspace('import-plan')
  const run = async (files: Record<string, string>, dryRun: boolean) =>
    (
      await importModules(actor, {
        dryRun,
        files: Object.entries(files).map(([path, content]) => ({ path, content })),
      })
    ).results
  await run({ 'a.md': 'Text A.', 'b.md': 'Text B.', 'lang/c.md': 'About C.', 'old/d.md': 'Text D.' }, false)
  const plan = await run(
    {
      'a.md': 'Text A.',
      'b.md': 'Text B, changed.',
      'lang/c++.md': 'About C++.',
      'new/d.md': 'Text D.',
      'copy/a.md': 'Text A.',
      'n.mdc': '---\nalwaysApply: true\n---\nNew text.',
      'twice.mdc': '---\nalwaysApply: true\n---\nNew text.',
      'bad.md': 'a\0b',
      'n.md': 'Another file with the id of n.mdc.',
    },
    true,
  )
  expect(plan.map(({ path, plan, of, activation }) => [path, plan, of, activation])).toEqual([
    ['a.md', 'same', undefined, 'semantic'],
    ['b.md', 'changed', undefined, 'semantic'],
    ['lang/c++.md', 'clash', undefined, undefined],
    ['new/d.md', 'renamed', 'old-d', 'semantic'],
    ['copy/a.md', 'duplicate', 'a', 'semantic'],
    ['n.mdc', 'new', undefined, 'always'],
    ['twice.mdc', 'duplicate', 'n', 'always'],
    ['bad.md', 'failed', undefined, undefined],
    ['n.md', 'clash', undefined, undefined],
  ])
})

it('keeps an import as drafts, which nothing retrieves, and leaves a draft alone that was begun', async () => {
  const { actor } = await createTestWorkspace('import-drafts')
  await importModules(actor, { files: [{ path: 'a/b.md', content: 'First.' }] })
  const files = [
    { path: 'a/b.md', content: 'Second.' },
    { path: 'new.md', content: 'New.' },
  ]
  const { results } = await importModules(actor, { files, publish: false })
  expect(results).toMatchObject([
    { status: 'updated', id: 'a-b' },
    { status: 'created', id: 'new' },
  ])
  expect(results.map(({ version }) => version)).toEqual([undefined, undefined])
  expect(await getModule(actor, { id: 'a-b' })).toMatchObject({
    version: 1,
    body: 'First.',
    draft: { source: 'Second.' },
  })
  expect(await getModule(actor, { id: 'new' })).toMatchObject({ version: 0, status: 'draft' })
  const again = await importModules(actor, { files, publish: false })
  expect(again.results).toMatchObject([{ status: 'failed' }, { status: 'failed' }])
  expect(again.results[0]?.problems[0]?.message).toContain('draft already')
  const { items } = await listModules(actor, { status: 'draft' })
  expect(items).toMatchObject([{ id: 'new', name: 'New', tokenCount: expect.any(Number) }])
})

it('writes category and tags from folders into files that say nothing of it', async () => {
  const { actor } = await createTestWorkspace('import-folders')
  const files = [
    { path: 'guides/react/hooks.md', content: '# Hooks\n\nText.' },
    { path: 'guides/react/own.md', content: '---\ncategory: own\ntags: [mine]\n---\n# Own' },
  ]
  await importModules(actor, { files, fromFolders: ['category', 'tags'] })
  expect(await getModule(actor, { id: 'guides-react-hooks' })).toMatchObject({ category: 'react', tags: ['guides'] })
  expect(await getModule(actor, { id: 'guides-react-own' })).toMatchObject({ category: 'own', tags: ['mine'] })
  const again = await importModules(actor, { files, fromFolders: ['category', 'tags'] })
  expect(again.results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged'])
})

it('moves a module to the new path of its file instead of making a second one', async () => {
  const { actor } = await createTestWorkspace('import-move')
  await importModules(actor, { files: [{ path: 'old/d.md', content: 'Text D.' }] })
  const moves = [{ path: 'new/d.md', id: 'old-d' }]
  const file = { path: 'new/d.md', content: 'Text D.' }
  const { results } = await importModules(actor, { files: [file], moves })
  expect(results).toMatchObject([{ status: 'unchanged', id: 'old-d', version: 1 }])
  expect(await getModule(actor, { id: 'old-d' })).toMatchObject({ path: 'new/d.md', version: 1 })
  await expect(getModule(actor, { id: 'new-d' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const other = await importModules(actor, { files: [{ ...file, content: 'Other text.' }], moves })
  expect(other.results).toMatchObject([{ status: 'failed', id: 'old-d' }])
})

it('moves many modules and keeps many drafts, and says of each what hindered it', async () => {
  const { actor } = await createTestWorkspace('import-many')
  const files = Array.from({ length: 52 }, (_, i) => ({ path: `old/${i}.md`, content: `# Module ${i}\n\nText ${i}.` }))
  await importModules(actor, { files })
  const moved = files.map(({ path, content }) => ({ path: path.replace('old', 'new'), content }))
  const moves = moved.map(({ path }, i) => ({ path, id: `old-${i}` }))
  await importModules(actor, { files: [{ path: 'old/7.md', content: 'Other text.' }] })
  const { results, importId = '' } = await importModules(actor, { files: moved, moves })
  expect(results.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['old-7'])
  expect(await getModule(actor, { id: 'old-51' })).toMatchObject({ path: 'new/51.md', version: 1 })
  await undoImport(actor, { id: importId })
  expect(await getModule(actor, { id: 'old-51' })).toMatchObject({ path: 'old/51.md', version: 1 })

  await saveDraft(actor, { id: 'old-3', source: 'Begun.', revision: 0 })
  const changed = files.map(({ path, content }) => ({ path, content: `${content} More.` }))
  const drafts = await importModules(actor, { files: changed, publish: false })
  expect(drafts.results.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['old-3'])
  expect(drafts.results.filter(({ status }) => status === 'updated')).toHaveLength(51)
  expect(await getModule(actor, { id: 'old-3' })).toMatchObject({ draft: { source: 'Begun.' } })
  expect(await getModule(actor, { id: 'old-4' })).toMatchObject({
    draft: { source: changed[4]?.content, baseVersion: 1 },
  })
}, 120_000)

it('reads a file anew that is of another kind than before, though its text is the same', async () => {
  const { actor } = await createTestWorkspace('import-kinds')
  const content = 'A title\n\n# not a heading of plain text\n\n- one\n- two\n'
  const run = async (path: string, options: Partial<Parameters<typeof importModules>[1]> = {}) =>
    (await importModules(actor, { files: [{ path, content }], ...options })).results[0]
  await run('a/notes.txt')
  expect(await getModule(actor, { id: 'a-notes' })).toMatchObject({ name: 'Notes', path: 'a/notes.txt' })
  expect(await run('a/notes.md', { dryRun: true })).toMatchObject({ status: 'updated', plan: 'changed' })
  expect(await run('a/notes.md')).toMatchObject({ status: 'updated', version: 2 })
  const read = await getModule(actor, { id: 'a-notes' })
  expect(read).toMatchObject({ name: 'not a heading of plain text', path: 'a/notes.md' })
  expect(await run('a/notes.md')).toMatchObject({ status: 'unchanged', version: 2 })

  expect(await run('b/notes.txt', { dryRun: true })).toMatchObject({ plan: 'duplicate', of: 'a-notes' })
  const moves = [{ path: 'b/notes.txt', id: 'a-notes' }]
  expect(await run('b/notes.txt', { moves })).toMatchObject({
    status: 'failed',
    problems: [{ message: expect.stringContaining('of another kind') }],
  })
})
