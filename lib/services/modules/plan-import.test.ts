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
