import { expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createModule } from '@/lib/services/modules/create-module'
import { getModule } from '@/lib/services/modules/get-module'
import { importModules } from '../import-modules'

const named = (id: string, body: string) => `---\nid: ${id} # stays\nname: ${body}\n---\n${body}`
const skill = (body: string) => `---\nname: deploy\ndescription: Deploys\n---\n${body}`

const FILES = [
  { path: 'a/intro.md', content: named('intro', 'About A') },
  { path: 'b/intro.md', content: named('intro', 'About B') },
  { path: 'c/intro.md', content: named('intro', 'About C') },
  { path: 'a/skills/deploy/SKILL.md', content: skill('As A does') },
  { path: 'b/skills/deploy/SKILL.md', content: skill('As B does') },
]
const TAKEN = ['b/intro.md', 'c/intro.md', 'b/skills/deploy/SKILL.md']

it('gives files whose ids another file has one of their path, and finds it again', async () => {
  const { actor } = await createTestWorkspace('ids-from-path')
  const run = async (options: object, files = FILES) => (await importModules(actor, { files, ...options })).results

  const plan = await run({ dryRun: true })
  expect(plan.map((each) => each.plan)).toEqual(['new', 'clash', 'clash', 'new', 'clash'])
  expect(plan.map(({ pathId }) => pathId)).toEqual([undefined, 'b-intro', 'c-intro', undefined, 'b-skills-deploy'])
  expect(plan[1]?.problems).toMatchObject([{ code: 'id_twice' }])

  const results = await run({ idsFromPath: TAKEN })
  expect(results.map(({ status, id }) => [status, id])).toEqual([
    ['created', 'intro'],
    ['created', 'b-intro'],
    ['created', 'c-intro'],
    ['created', 'deploy'],
    ['created', 'b-skills-deploy'],
  ])
  expect(await getModule(actor, { id: 'b-intro' })).toMatchObject({ name: 'About B', body: 'About B' })

  // unasked, in any order, and alone
  for (const files of [FILES, FILES.toReversed(), FILES.slice(1, 2)]) {
    expect((await run({}, files)).map(({ status }) => status)).toEqual(files.map(() => 'unchanged'))
  }
  const changed = { path: 'b/intro.md', content: named('intro', 'More about B') }
  expect(await run({}, [changed])).toMatchObject([{ status: 'updated', id: 'b-intro', version: 2 }])
})

it('leaves a file whose id is that of its path with it, however often it is asked for', async () => {
  const { actor } = await createTestWorkspace('ids-from-path-own')
  const files = [{ path: 'b/intro.md', content: 'About B' }]
  for (const status of ['created', 'unchanged']) {
    const { results } = await importModules(actor, { files, idsFromPath: ['b/intro.md'] })
    expect(results).toMatchObject([{ status, id: 'b-intro' }])
  }
})

it('takes no id that belongs to another module', async () => {
  const { actor } = await createTestWorkspace('ids-from-path-taken')
  await createModule(actor, { id: 'b-intro', name: 'B', body: 'Made here.' })
  const files = FILES.slice(0, 2)
  const [, plan] = (await importModules(actor, { files, dryRun: true })).results
  expect(plan).toMatchObject({ plan: 'clash' })
  expect(plan).not.toHaveProperty('pathId')
  const [, result] = (await importModules(actor, { files, idsFromPath: ['b/intro.md'] })).results
  expect(result).toMatchObject({ status: 'failed', problems: [{ code: 'id_clash' }] })
  expect(await getModule(actor, { id: 'b-intro' })).toMatchObject({ body: 'Made here.' })
})

it('gives an id of its path to a file whose id a module has, and leaves the module alone', async () => {
  const { actor } = await createTestWorkspace('ids-from-path-clash')
  await importModules(actor, { files: FILES.slice(0, 1) })
  const [clash] = (await importModules(actor, { files: FILES.slice(1, 2), dryRun: true })).results
  expect(clash).toMatchObject({ plan: 'clash', pathId: 'b-intro', problems: [{ code: 'id_clash' }] })
  await importModules(actor, { files: FILES.slice(1, 2), idsFromPath: ['b/intro.md'] })
  expect(await getModule(actor, { id: 'intro' })).toMatchObject({ body: 'About A', version: 1 })
  expect(await getModule(actor, { id: 'b-intro' })).toMatchObject({ body: 'About B' })
})

it('tells files apart that differ only in what ids leave out', async () => {
  const { actor } = await createTestWorkspace('ids-from-path-signs')
  const files = [
    { path: 'lang/c++.md', content: 'About C++' },
    { path: 'lang/c.md', content: 'About C' },
  ]
  const [, plan] = (await importModules(actor, { files, dryRun: true })).results
  expect(plan).toMatchObject({ plan: 'clash', pathId: 'lang-c-md' })
  expect((await importModules(actor, { files, idsFromPath: ['lang/c.md'] })).results).toMatchObject([
    { status: 'created', id: 'lang-c' },
    { status: 'created', id: 'lang-c-md' },
  ])
  for (const again of [files, files.toReversed()]) {
    const { results } = await importModules(actor, { files: again })
    expect(results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged'])
  }
})
