import { expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { getModule } from './get-module'
import { importModules } from './import-modules'
import { undoImport } from './undo-import'

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
    ['n.md', 'failed', undefined, undefined],
  ])
})

it('undoes an import: archives what it created, brings back what it replaced, leaves what was changed since', async () => {
  const { actor } = await createTestWorkspace('import-undo')
  const run = async (files: Record<string, string>, replace: string[] = []) =>
    (
      await importModules(actor, {
        replace,
        files: Object.entries(files).map(([path, content]) => ({ path, content })),
      })
    ).results
  await run({ 'lang/c.md': 'About C.', 'b.md': 'First.' })
  const results = await run({ 'lang/c++.md': 'About C++.', 'b.md': 'Second.', 'new.md': 'New.' }, ['lang-c'])
  await run({ 'b.md': 'Third.' })
  const modules = results.map(({ id = '', version = 0 }) => ({ id, version }))
  expect(await undoImport(actor, { modules })).toEqual({
    changed: ['lang-c', 'new'],
    unchanged: [],
    failed: [{ id: 'b', message: expect.stringContaining('since') }],
  })
  expect(await getModule(actor, { id: 'lang-c' })).toMatchObject({ body: 'About C.', path: 'lang/c.md', version: 3 })
  expect(await getModule(actor, { id: 'b' })).toMatchObject({ body: 'Third.' })
  expect(await getModule(actor, { id: 'new' })).toMatchObject({ status: 'archived' })
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
  expect(await undoImport(actor, { modules: [{ id: 'a-b' }, { id: 'new' }] })).toMatchObject({
    changed: ['a-b', 'new'],
    failed: [],
  })
  expect(await getModule(actor, { id: 'a-b' })).toMatchObject({ version: 1, draft: null })
  await expect(getModule(actor, { id: 'new' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
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
