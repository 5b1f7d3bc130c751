import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { revertChangeRequest } from './revert-change-request'
import { updateChangeRequest } from './update-change-request'

const AT_ONCE = LIMITS.changeEditsAtOnce
const ids = Array.from({ length: 2 * AT_ONCE + 1 }, (_, at) => `bird-${at}`)
const source = (id: string, eats: string) => `# ${id}\n\n${id} eats ${eats}.\n`

let actor: Actor
let number: number

beforeAll(async () => {
  const workspace = await createTestWorkspace('large-revert')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await importModules(actor, { files: ids.map((id) => ({ path: `${id}.md`, content: source(id, 'fish') })) })
  const edits = ids.map((moduleId) => ({ moduleId, source: source(moduleId, 'frogs') }))
  number = (await createChangeRequest(actor, { title: 'Frogs', edits: edits.slice(0, AT_ONCE) })).number
  for (let start = AT_ONCE; start < edits.length; start += AT_ONCE)
    await putChangeEdits(actor, { number, edits: edits.slice(start, start + AT_ONCE) })
  await mergeChangeRequest(actor, { number })
}, 60_000)

/** The request that a running revert fills, as others see it. */
async function findBegun() {
  for (;;) {
    const { items } = await listChangeRequests(actor, {})
    const begun = items.find(({ revertsNumber, status }) => revertsNumber === number && status !== 'closed')
    if (begun) return begun
  }
}

it('is ended by closing it', async () => {
  const reverting = revertChangeRequest(actor, { number }).catch((error) => error)
  const begun = await findBegun()
  expect(begun).toMatchObject({ status: 'open', filling: { total: ids.length, isActive: true } })
  expect(begun.edits).toBeLessThan(ids.length)
  await updateChangeRequest(actor, { number: begun.number, status: 'closed' })
  expect(await reverting).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('is closed') })
  const ended = await getChangeRequest(actor, { number: begun.number })
  expect(ended).toMatchObject({ status: 'closed', filling: { isActive: false } })
  expect(ended.edits.length).toBeLessThan(ids.length)
})

it('is not merged before all edits stand in it', async () => {
  const reverting = revertChangeRequest(actor, { number })
  const begun = await findBegun()
  await expect(mergeChangeRequest(actor, { number: begun.number })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^The change request #\d+ is being filled: \d+ of 101 edits stand in it\. Wait/),
  })
  expect(await reverting).toMatchObject({ number: begun.number, status: 'open', filling: null })
  await updateChangeRequest(actor, { number: begun.number, status: 'closed' })
})

it('takes every text back, in an open request', async () => {
  const { number: back, status, edits } = await revertChangeRequest(actor, { number })
  expect(status).toBe('open')
  expect(edits).toHaveLength(ids.length)
  const { proposed } = await getChangeTexts(actor, { number: back, moduleId: ids.at(-1) })
  expect(proposed).toBe(source(ids.at(-1)!, 'fish'))
  await mergeChangeRequest(actor, { number: back })
})
