import { beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { revertChangeRequest } from '@/lib/services/change-requests/revert-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { startThread } from '@/lib/services/discussion/start-thread'
import { tryDraft } from '@/lib/services/drafts/try-draft'
import { importModules } from '@/lib/services/imports/import-modules'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { continueCheckRun } from './continue-check-run'
import { createQuerySet } from './create-query-set'
import { runQuerySet } from './run-query-set'

const faulty = vi.hoisted(() => ({ id: '' }))
vi.mock('@/lib/services/query-sets/checks/check-query', async (original) => {
  const real = await original<typeof import('@/lib/services/query-sets/checks/check-query')>()
  return {
    ...real,
    checkQuery: async (...given: Parameters<typeof real.checkQuery>) => {
      const checked = await real.checkQuery(...given)
      return given[1].id === faulty.id ? { ...checked, result: { ...checked.result, text: '\ud83d' } } : checked
    },
  }
})

// the database refuses half of a surrogate pair: every text that is cut and stored is cut between characters

let actor: Actor
beforeAll(async () => {
  actor = (await createTestWorkspace('cut-texts')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, actor.workspaceId))
  await importModules(actor, { files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish.' }] })
})

/** Ends with a character of two units, the second of which is behind the limit. */
const upTo = (limit: number) => `${'a'.repeat(limit - 1)}😀`

it('a check quotes its text', async () => {
  const checks = [{ kind: 'includes', module: 'herons', text: `${upTo(80)} tail` }]
  const { id } = await createQuerySet(actor, { name: 'Birds', queries: [{ text: 'What do herons eat?', checks }] })
  expect(await runQuerySet(actor, { id })).toMatchObject({ status: 'done', failed: 1 })
})

it('a run whose results cannot be stored ends as failed, and the set can be run again', async () => {
  const queries = [{ id: 'q', text: 'What do herons eat?', checks: [{ kind: 'answered' }] }]
  const { id } = await createQuerySet(actor, { name: 'Faulty', queries })
  faulty.id = 'q'
  const run = await runQuerySet(actor, { id })
  expect(run).toMatchObject({ status: 'failed', error: expect.stringContaining('log of the server') })
  expect(await continueCheckRun(actor, { id: run.id })).toMatchObject({ status: 'failed' })
  faulty.id = ''
  expect(await runQuerySet(actor, { id })).toMatchObject({ status: 'done', held: 1 })
})

it('a draft that is tried has the name of its module', async () => {
  const name = upTo(LIMITS.nameLength - 'Draft of '.length)
  const source = `---\nname: "${name}"\n---\n# Herons\n\nHerons eat frogs.`
  await saveDraft(actor, { id: 'herons', source, revision: 0, baseVersion: 1 })
  expect((await tryDraft(actor, { id: 'herons', revision: 1 })).name).toBe(`Draft of ${name.slice(0, -2)}`)
})

it('a thread keeps its line, and a revert the title of what it takes back', async () => {
  const title = upTo(LIMITS.titleLength - 'Revert “'.length)
  const line = `${upTo(LIMITS.anchorLineLength)} more`
  const { number } = await createChangeRequest(actor, { title })
  const source = `# Herons\n\nHerons eat newts.\n\n${line}\n`
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', source, baseVersion: 1 }] })
  await updateChangeRequest(actor, { number, status: 'open' })
  const thread = { number, moduleId: 'herons', text: 'So long?', anchor: { side: 'new', line: 5, text: line } }
  expect((await startThread(actor, thread)).anchor?.text).toBe(line.slice(0, LIMITS.anchorLineLength - 1))
  await mergeChangeRequest(actor, { number })
  expect((await revertChangeRequest(actor, { number })).title).toBe(`Revert “${title.slice(0, -2)}`)
})

it('a folder becomes a tag', async () => {
  const path = `${upTo(LIMITS.tagLength)}/x/y.md`
  const files = [{ path, content: '# Y\n\nText.' }]
  const { results } = await importModules(actor, { files, fromFolders: ['tags'] })
  expect(results).toMatchObject([{ status: 'created' }])
  const { tags } = await prisma.moduleVersion.findFirstOrThrow({
    where: { workspaceId: actor.workspaceId, moduleId: results[0]!.id },
    select: { tags: true },
  })
  expect(tags).toEqual(['a'.repeat(LIMITS.tagLength - 1)])
})
