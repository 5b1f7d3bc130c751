import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createChangeRequest } from './create-change-request'
import { getChangeTexts } from './get-change-texts'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'

let actor: Actor

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`
const edit = (moduleId: string, eats: string) => ({ moduleId, source: source(moduleId, eats) })

beforeAll(async () => {
  const workspace = await createTestWorkspace('change-fields')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
})

it('changes fields of modules as they are proposed, and leaves out those that have them', async () => {
  const tagged = `---\ntags: [birds]\n---\n\n${source('emus', 'seeds')}`
  const files = [
    { path: 'emus.md', content: tagged },
    { path: 'rheas.md', content: source('rheas', 'seeds') },
  ]
  await importModules(actor, { files })
  const fields = { addTags: ['birds'] }
  const edits = ['emus', 'rheas'].map((moduleId) => ({ moduleId, fields }))
  const request = await createChangeRequest(actor, { title: 'Tags', edits })
  expect(request.edits).toMatchObject([{ moduleId: 'rheas', kind: 'text', baseVersion: 1 }])
  const { number } = request
  // on what is proposed already
  await putChangeEdits(actor, { number, edits: [edit('emus', 'snails')] })
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'emus', fields: { ...fields, priority: 'high' } }] })
  const { proposed } = await getChangeTexts(actor, { number, moduleId: 'emus' })
  expect(proposed).toContain('emus eat snails')
  expect(proposed).toContain('priority: high')
  await mergeChangeRequest(actor, { number })
  for (const id of ['emus', 'rheas']) expect(await getModule(actor, { id })).toMatchObject({ tags: ['birds'] })

  const put = (given: object) => createChangeRequest(actor, { title: 'No', edits: [given] })
  await expect(put({ moduleId: 'rheas', fields })).rejects.toMatchObject({
    message: expect.stringContaining('Each of these modules has this already'),
    data: { isUnchanged: true },
  })
  await expect(put({ moduleId: 'nothing', fields })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(put({ ...edit('rheas', 'ants'), fields })).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(put({ moduleId: 'rheas', kind: 'archive', fields })).rejects.toMatchObject({ code: 'VALIDATION' })
})
