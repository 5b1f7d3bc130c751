import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { revertChangeRequest } from '@/lib/services/change-requests/revert-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { createModule } from '@/lib/services/modules/create-module'
import { getModule } from '@/lib/services/modules/get-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { changeReview } from '@/lib/services/review/change-review'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { searchModules } from '@/lib/services/search/search-modules'
import { importModules } from './import-modules'

let actor: Actor
let workspaceId: string

const file = (path: string, text: string) => ({ path, content: `# Notes\n\n${text}\n` })
const pathOf = (moduleId: string) =>
  prisma.moduleVersion.findFirst({
    where: { workspaceId, moduleId },
    orderBy: { version: 'desc' },
    select: { path: true, version: true },
  })
const find = async (query: string) => (await searchModules(actor, { query })).results.map(({ moduleId }) => moduleId)
const statusesOf = (results: { status: string }[]) => results.map(({ status }) => status)

beforeAll(async () => {
  const workspace = await createTestWorkspace('propose-import')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const files = [file('birds/herons.md', 'Herons eat fish.'), file('old/storks.md', 'Storks eat frogs.')]
  await importModules(actor, { files: [...files, file('wrens.md', 'Wrens eat spiders.')] })
})

afterAll(closeDatabase)

it('makes what is new, changed and moved edits of one request, which retrieval sees once it is merged', async () => {
  const files = [
    file('birds/herons.md', 'Herons eat lampreys.'),
    file('birds/kites.md', 'Kites eat carrion.'),
    file('new/storks.md', 'Storks eat frogs.'),
    file('wrens.md', 'Wrens eat spiders.'),
  ]
  const moves = [{ path: 'new/storks.md', id: 'old-storks' }]
  const { results, change, importId } = await importModules(actor, { files, moves, change: { title: 'Birds' } })
  expect(statusesOf(results)).toEqual(['updated', 'created', 'updated', 'unchanged'])
  expect(importId).toBeUndefined()
  expect(await getChangeRequest(actor, { number: change })).toMatchObject({
    title: 'Birds',
    edits: [{ moduleId: 'birds-herons' }, { moduleId: 'birds-kites', baseVersion: 0 }, { moduleId: 'old-storks' }],
  })
  expect(await find('carrion')).not.toContain('birds-kites')
  // prepared anew, as after it was closed, the files still stand where they did
  for (const status of ['closed', 'open']) await updateChangeRequest(actor, { number: change, status })
  await mergeChangeRequest(actor, { number: change })
  expect(await find('carrion')).toContain('birds-kites')
  expect(await getModule(actor, { id: 'birds-herons' })).toMatchObject({ version: 2 })
  expect(await pathOf('birds-kites')).toEqual({ path: 'birds/kites.md', version: 1 })
  expect(await pathOf('old-storks')).toEqual({ path: 'new/storks.md', version: 2 })
  expect(statusesOf((await importModules(actor, { files })).results)).toContain('unchanged')
})

it('is taken back with the paths that files had', async () => {
  const { number } = await revertChangeRequest(actor, { number: 1 })
  await mergeChangeRequest(actor, { number })
  expect(await pathOf('old-storks')).toMatchObject({ path: 'old/storks.md' })
  expect(await getModule(actor, { id: 'birds-kites' })).toMatchObject({ status: 'archived' })
})

it('is taken back without the move of a module that had no path before', async () => {
  const { source } = await createModule(actor, { source: '---\nname: Made here\n---\n\nMade by hand.\n' })
  const files = [{ path: 'made.md', content: source }, file('newer.md', 'Newer.')]
  const moves = [{ path: 'made.md', id: 'made-here' }]
  const { change, results } = await importModules(actor, { files, moves, change: {} })
  expect(statusesOf(results)).toEqual(['updated', 'created'])
  await mergeChangeRequest(actor, { number: change })
  expect(await pathOf('made-here')).toMatchObject({ path: 'made.md' })
  const { edits } = await revertChangeRequest(actor, { number: change })
  expect(edits).toMatchObject([{ moduleId: 'newer', kind: 'archive' }])
})

it('goes on in the same request, changes nothing when it is sent again, and writes over nobody', async () => {
  const first = await importModules(actor, { files: [file('a.md', 'First.')], change: {} })
  expect(await getChangeRequest(actor, { number: first.change })).toMatchObject({ title: 'Import 1 file' })
  const change = { number: first.change! }
  const files = [file('a.md', 'First.'), file('b.md', 'Second.')]
  const second = await importModules(actor, { files, change })
  expect([second.change, ...statusesOf(second.results)]).toEqual([first.change, 'created', 'created'])
  await putChangeEdits(actor, { ...change, edits: [{ moduleId: 'b', source: '# B\n\nBy hand.\n' }] })
  const third = await importModules(actor, { files: [file('b.md', 'Third.'), file('c.md', 'New.')], change })
  expect(third.results).toMatchObject([
    { status: 'failed', problems: [{ message: expect.stringContaining(`#${first.change} edits “b” already`) }] },
    { status: 'created' },
  ])
  expect((await getChangeRequest(actor, change)).edits.map(({ moduleId, revision }) => [moduleId, revision])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 1],
  ])
  // a text that was edited in the request stays at its path
  expect(await pathOf('b')).toMatchObject({ path: 'b.md' })
})

it('keeps a bad file out and the good ones in', async () => {
  const files = [file('good.md', 'Good.'), { path: 'bad.md', content: '---\nname: [\n---\n\nBad.\n' }]
  const { results, change } = await importModules(actor, { files, change: {} })
  expect(statusesOf(results)).toEqual(['created', 'failed'])
  expect((await getChangeRequest(actor, { number: change })).edits).toMatchObject([{ moduleId: 'good' }])
})

it('makes no request for a dry run or for nothing, and none of a request that is not there', async () => {
  const count = () => prisma.changeRequest.count({ where: { workspaceId } })
  const before = await count()
  await importModules(actor, { files: [file('dry.md', 'Dry.')], change: {}, dryRun: true })
  expect((await importModules(actor, { files: [file('wrens.md', 'Wrens eat spiders.')], change: {} })).change).toBe(
    undefined,
  )
  expect(await count()).toBe(before)
  const asked = importModules(actor, { files: [file('x.md', 'X.')], change: { number: 999 } })
  await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('says what to do with more than a request holds, and puts nothing of it in', async () => {
  const { number } = await createChangeRequest(actor, {
    title: 'Full',
    edits: [{ moduleId: 'wrens', kind: 'archive' }],
  })
  const files = Array.from({ length: LIMITS.changeEdits }, (_, i) => file(`many/n${i}.md`, `Note ${i}.`))
  await expect(importModules(actor, { files, change: { number } })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringContaining('import them in parts'),
  })
  expect((await getChangeRequest(actor, { number })).edits).toHaveLength(1)
  const before = await prisma.changeRequest.count({ where: { workspaceId } })
  const change = { remaining: LIMITS.changeEdits + 1 }
  await expect(importModules(actor, { files: files.slice(0, 2), change })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringContaining(`would make it ${LIMITS.changeEdits + 1}`),
  })
  expect(await prisma.changeRequest.count({ where: { workspaceId } })).toBe(before)
})

it('is the way in where review is required, and falls under the rules of its paths', async () => {
  await changeReview(actor, { review: 'required' })
  await createReviewRule(actor, { kind: 'path', pattern: 'legal/**', role: 'reviewer', approvals: 1 })
  const files = [file('legal/terms.md', 'Who may use it.')]
  expect((await importModules(actor, { files }).catch((error) => error)).code).toBe('FORBIDDEN')
  const { change } = await importModules(actor, { files, change: {} })
  expect((await getChangeRequest(actor, { number: change })).needs).toMatchObject([{ pattern: 'legal/**' }])
  await expect(mergeChangeRequest(actor, { number: change })).rejects.toThrow('path “legal/**” has 0 of 1 approval')
})
