import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { applyPolicyVersion } from './apply-policy-version'
import { createDefaultPolicy } from './create-default-policy'
import { createPolicy } from './create-policy'
import { deletePolicy } from './delete-policy'
import { getPolicy } from './get-policy'
import { listPolicies } from './list-policies'
import { renamePolicy } from './rename-policy'
import { savePolicyVersion } from './save-policy-version'

let actor: Actor
beforeAll(async () => {
  const workspace = await createTestWorkspace('policies')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
})

const withTopN = (topN: number) => ({
  ...DEFAULT_POLICY_SETTINGS,
  rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN },
})

it('starts with the defaults', async () => {
  const { items } = await listPolicies(actor, {})
  expect(items).toMatchObject([{ id: 'default', isDefault: true, activeVersion: 1, latestVersion: 1 }])
  expect(items[0]?.settings).toEqual(DEFAULT_POLICY_SETTINGS)
})

it('saves without applying, applies, and goes back', async () => {
  const saved = await savePolicyVersion(actor, { id: 'default', settings: withTopN(5), message: 'fewer' })
  expect(saved).toMatchObject({ version: 2, isActive: false, message: 'fewer', author: { name: 'test' } })
  expect(await getPolicy(actor, { id: 'default' })).toMatchObject({
    activeVersion: 1,
    latestVersion: 2,
    settings: { rerank: { topN: DEFAULT_POLICY_SETTINGS.rerank.topN } },
    versions: [
      { version: 2, isActive: false },
      { version: 1, isActive: true },
    ],
  })
  const { items } = await listPolicies(actor, {})
  expect(items).toMatchObject([{ activeVersion: 1, latestVersion: 2, settings: DEFAULT_POLICY_SETTINGS }])
  expect(await applyPolicyVersion(actor, { id: 'default', version: 2 })).toMatchObject({
    settings: { rerank: { topN: 5 } },
  })
  expect(await applyPolicyVersion(actor, { id: 'default', version: 1 })).toMatchObject({ activeVersion: 1 })
})

it('numbers versions without gap when many save at once', async () => {
  const saved = await Promise.all(
    [6, 7, 8, 9].map((topN) => savePolicyVersion(actor, { id: 'default', settings: withTopN(topN) })),
  )
  expect(saved.map(({ version }) => version).toSorted()).toEqual([3, 4, 5, 6])
})

it('refuses what is not there, and settings that cannot be', async () => {
  const missing = { code: 'NOT_FOUND' }
  await expect(getPolicy(actor, { id: 'none' })).rejects.toMatchObject(missing)
  await expect(applyPolicyVersion(actor, { id: 'default', version: 99 })).rejects.toMatchObject(missing)
  await expect(savePolicyVersion(actor, { id: 'none', settings: withTopN(1) })).rejects.toMatchObject(missing)
  await expect(savePolicyVersion(actor, { id: 'default', settings: withTopN(0) })).rejects.toMatchObject({
    code: 'VALIDATION',
    data: { fields: { 'settings.rerank.topN': expect.any(String) } },
  })
})

it('creates a policy as another one is now, renames and deletes it, but never the default one', async () => {
  await applyPolicyVersion(actor, { id: 'default', version: 2 })
  const { id } = await createPolicy(actor, { name: 'Support', from: 'default' })
  expect(await renamePolicy(actor, { id, name: 'Support desk' })).toMatchObject({
    name: 'Support desk',
    isDefault: false,
    activeVersion: 1,
    settings: { rerank: { topN: 5 } },
  })
  expect((await listPolicies(actor, {})).items.map(({ name }) => name)).toEqual(['Default', 'Support desk'])
  await expect(createPolicy(actor, { id, name: 'Twice', from: 'default' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(deletePolicy(actor, { id: 'default' })).rejects.toMatchObject({ code: 'VALIDATION' })
  await deletePolicy(actor, { id })
  await expect(getPolicy(actor, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
