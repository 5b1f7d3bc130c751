import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { deletePolicy } from '@/lib/services/policies/delete-policy'
import { getPolicy } from '@/lib/services/policies/get-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { previewChangeEffect } from './preview-change-effect'
import { putChangeEdits } from './put-change-edits'
import { removeChangePolicy } from './remove-change-policy'
import { revertChangeRequest } from './revert-change-request'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

let workspaceId: string
let actor: Actor

/** Settings that send so many chunks at most. */
const finding = (topN: number) => ({ ...DEFAULT_POLICY_SETTINGS, rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN } })
const edit = (chunkLimit: number) => ({ policyId: 'default', settings: finding(chunkLimit) })
const propose = async (chunkLimit: number, title = `Find ${chunkLimit}`) =>
  createChangeRequest(actor, { title, policies: [edit(chunkLimit)] })
const active = async () => (await getPolicy(actor, { id: 'default' })).activeVersion
const found = async (release?: string) => {
  const { trace } = await createComposition(actor, { query: 'What do birds eat?', ...(release ? { release } : {}) })
  return { policy: trace.policy, kept: trace.spans.filter(({ moduleId }) => moduleId !== undefined).length }
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('change-policies')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const names = ['herons', 'storks', 'cranes', 'ibises']
  const files = names.map((name) => ({
    path: `${name}.md`,
    content: `# ${name}\n\nThe birds called ${name} eat fish.`,
  }))
  await importModules(actor, { files })
})

it('composes with a changed policy under its release alone, until it is merged', async () => {
  const { number, policies, releaseId } = await propose(1)
  expect(policies).toMatchObject([
    { policyId: 'default', baseVersion: 1, revision: 1, conflict: null, version: null, settings: finding(1) },
  ])
  expect(policies[0]!.base).toEqual(policies[0]!.production)
  const [with1, without] = [await found(releaseId!), await found()]
  expect(with1).toEqual({ policy: { id: 'default', version: -1 }, kept: 1 })
  expect(without.policy).toEqual({ id: 'default', version: 1 })
  expect(without.kept).toBeGreaterThan(1)
  // the effect of it, and a version that is named, which stays what it is
  const queries = [{ id: 'q', text: 'What do birds eat?', checks: [{ kind: 'answered' as const }] }]
  const { id: querySet } = await createQuerySet(actor, { name: 'Birds', queries })
  expect(await previewChangeEffect(actor, { number, querySet })).toMatchObject({ changes: [{ queryId: 'q' }] })
  const named = await createComposition(actor, {
    query: 'What do birds eat?',
    release: releaseId!,
    policy: 'default@1',
  })
  expect(named.trace.spans.filter(({ moduleId }) => moduleId !== undefined).length).toBe(without.kept)

  expect(await putChangeEdits(actor, { number, policies: [{ ...edit(2), revision: 1 }] })).toMatchObject({
    policies: [{ revision: 2 }],
  })
  expect(await found(releaseId!)).toEqual({ policy: { id: 'default', version: -2 }, kept: 2 })
  await expect(putChangeEdits(actor, { number, policies: [{ ...edit(3), revision: 1 }] })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect(await mergeChangeRequest(actor, { number })).toMatchObject({ status: 'merged', policies: [{ version: 2 }] })
  const { versions, activeVersion } = await getPolicy(actor, { id: 'default' })
  expect(activeVersion).toBe(2)
  expect(versions[0]).toMatchObject({
    message: `Find 1 (#${number})`,
    author: { name: actor.name },
    settings: finding(2),
  })
  expect(await found()).toEqual({ policy: { id: 'default', version: 2 }, kept: 2 })
})

it('takes the policy of a merged request back', async () => {
  const before = (await getPolicy(actor, { id: 'default' })).settings
  const { number } = await propose(3)
  await mergeChangeRequest(actor, { number })
  const reverted = await revertChangeRequest(actor, { number })
  expect(reverted).toMatchObject({ revertsNumber: number, conflicts: 0, policies: [{ settings: before }] })
  await mergeChangeRequest(actor, { number: reverted.number })
  expect((await getPolicy(actor, { id: 'default' })).settings).toEqual(before)
  expect((await found()).kept).toBe(2)
})

it('shows where another version is in use by now, and merges nothing until the edit has seen it', async () => {
  const { number } = await propose(4)
  const base = await active()
  const { version } = await savePolicyVersion(actor, { id: 'default', settings: finding(5) })
  await applyPolicyVersion(actor, { id: 'default', version })
  const conflict = { kind: 'changed', version }
  expect(await getChangeRequest(actor, { number })).toMatchObject({
    conflicts: 1,
    policies: [{ conflict, base: finding(2), production: finding(5), settings: finding(4) }],
  })
  expect((await listChangeRequests(actor, { status: 'open' })).items).toMatchObject([
    { number, edits: 1, conflicts: 1 },
  ])
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { policies: [{ policyId: 'default', ...conflict }] },
  })
  expect(await active()).toBe(version)
  // back to what it began with: nothing is in the way
  await applyPolicyVersion(actor, { id: 'default', version: base })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ conflicts: 0 })
  await applyPolicyVersion(actor, { id: 'default', version })
  await putChangeEdits(actor, { number, policies: [{ ...edit(4), baseVersion: version }] })
  await mergeChangeRequest(actor, { number })
  expect((await getPolicy(actor, { id: 'default' })).settings).toEqual(finding(4))
})

it('merges one of two that change the same policy', async () => {
  const both = [await propose(6), await propose(7)]
  const merges = await Promise.allSettled(both.map(({ number }) => mergeChangeRequest(actor, { number })))
  expect(merges.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = both[merges.findIndex(({ status }) => status === 'rejected')]!
  expect(await removeChangePolicy(actor, { number: lost.number, policyId: 'default' })).toMatchObject({ policies: [] })
  await expect(mergeChangeRequest(actor, { number: lost.number })).rejects.toThrow('no edits')
  await updateChangeRequest(actor, { number: lost.number, status: 'closed' })
})

it('refuses what is no change of a policy, and says when one is gone', async () => {
  await expect(propose(DEFAULT_POLICY_SETTINGS.rerank.topN)).resolves.toBeTruthy()
  const { settings } = await getPolicy(actor, { id: 'default' })
  const put = (policy: object) => createChangeRequest(actor, { title: 'No', policies: [policy as never] })
  await expect(put({ policyId: 'default', settings })).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(put({ policyId: 'nothing', settings })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(put({ ...edit(9), baseVersion: 999 })).rejects.toMatchObject({ code: 'VALIDATION' })
  const { id: policyId } = await createPolicy(actor, { name: 'Short', from: 'default' })
  const { number } = await createChangeRequest(actor, { title: 'Short', policies: [{ ...edit(9), policyId }] })
  await deletePolicy(actor, { id: policyId })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ policies: [{ conflict: { kind: 'deleted' } }] })
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('needs an approval that holds for the policy, of somebody who did not write it', async () => {
  await prisma.workspaceSettings.update({ where: { workspaceId }, data: { review: 'required' } })
  const [editor, reviewer] = [
    (await createTestUser(workspaceId, 'editor')).actor,
    (await createTestUser(workspaceId, 'reviewer')).actor,
  ]
  const { number } = await propose(8)
  const review = (who: Actor) => reviewChangeRequest(who, { number, verdict: 'approved' })
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('It needs the approval')
  await review(reviewer)
  await putChangeEdits(editor, { number, policies: [edit(9)] })
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('earlier state')
  await expect(review(editor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await review(reviewer)
  expect(await mergeChangeRequest(actor, { number })).toMatchObject({ status: 'merged' })
  expect((await getPolicy(actor, { id: 'default' })).settings).toEqual(finding(9))
})
