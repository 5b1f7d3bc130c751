import { isDeepStrictEqual } from 'node:util'
import { stampRequest } from '@/lib/db/releases/change-release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { PolicyInput } from '@/lib/schemas/changes/change-policy'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { type Actor, whoOf } from '@/lib/services/actor'

type ToWrite = { number: number; policies: PolicyInput[] }

/**
 * Puts policies into a change request, each in place of the one before of its policy: composing with its release, or with one
 * that follows it, uses them.
 * Call it in the transaction that stores the edits.
 * @throws AppError NOT_FOUND; VALIDATION for settings that change nothing; CONFLICT for an edit that somebody changed
 */
export async function writePolicies(tx: Transaction, actor: Actor, { number, policies }: ToWrite) {
  const { workspaceId } = actor
  for (const { policyId, settings, revision, baseVersion } of policies) {
    const policy = await tx.policy.findUnique({
      where: { workspaceId_id: { workspaceId, id: policyId } },
      select: { activeVersion: true, versions: { select: { version: true, settings: true } } },
    })
    if (!policy) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id: policyId })
    const where = { workspaceId_number_policyId: { workspaceId, number, policyId } }
    const old = await tx.changeRequestPolicy.findUnique({ where, select: { revision: true, baseVersion: true } })
    if (revision !== undefined && revision !== (old?.revision ?? 0)) throw editChanged(number, policyId)
    const base = baseVersion ?? old?.baseVersion ?? policy.activeVersion
    const begun = policy.versions.find(({ version }) => version === base)
    if (!begun) throw refusePolicy(policyId, `has no version ${base}`)
    if (isDeepStrictEqual(policySettingsSchema.parse(begun.settings), settings))
      throw refusePolicy(policyId, `is like this in version ${base} already`)
    const data = {
      settings,
      baseVersion: base,
      version: await nextCandidate(tx, workspaceId),
      editedBy: whoOf(actor),
    }
    await tx.changeRequestPolicy.upsert({
      where,
      create: { workspaceId, number, policyId, ...data },
      update: { ...data, revision: { increment: 1 } },
      select: { policyId: true },
    })
  }
  if (policies.length > 0) await stampRequest(tx, workspaceId, number)
}

/** No two settings of a workspace that can be composed with at a time have the same number. */
async function nextCandidate(tx: Transaction, workspaceId: string): Promise<number> {
  const { _min } = await tx.changeRequestPolicy.aggregate({ where: { workspaceId }, _min: { version: true } })
  return Math.min(0, _min.version ?? 0) - 1
}

function refusePolicy(policyId: string, problem: string): AppError {
  const told = { entity: 'policy', id: policyId, fields: { policies: problem } }
  return new AppError('VALIDATION', `The policy “${policyId}” ${problem}.`, told)
}

function editChanged(number: number, policyId: string): AppError {
  const message = `Somebody changed the policy “${policyId}” in #${number} meanwhile. Nothing was overwritten: reload it first.`
  return new AppError('CONFLICT', message, { entity: 'changePolicy', id: policyId })
}
