import { requireReview } from '@/lib/db/releases/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { storedActorSchema } from '@/lib/schemas/actor'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { findPolicyConflicts } from '@/lib/services/change-requests/reading/find-policies'

type Merge = { number: number; message: string }

/**
 * Makes the policies of a change request new versions that compositions use, in the transaction that merges it.
 * @returns their ids
 * @throws AppError CONFLICT where another version is in use by now
 */
export async function mergePolicies(tx: Transaction, actor: Actor, { number, message }: Merge): Promise<string[]> {
  const { workspaceId } = actor
  const edits = await tx.changeRequestPolicy.findMany({ where: { workspaceId, number }, orderBy: { policyId: 'asc' } })
  if (edits.length === 0) return []
  await requireReview(tx, workspaceId)
  // the update locks their rows, so that nobody saves the same version meanwhile
  const ids = edits.map(({ policyId }) => policyId)
  await tx.policy.updateMany({ where: { workspaceId, id: { in: ids } }, data: { updatedAt: new Date() } })
  await refusePolicyConflicts(tx, workspaceId, number, edits, await findPolicyConflicts(tx, workspaceId, edits))
  for (const { policyId, settings, baseVersion, editedBy } of edits) {
    const before = await tx.policyVersion.findUnique({
      where: { workspaceId_policyId_version: { workspaceId, policyId, version: baseVersion } },
      select: { settings: true },
    })
    const latest = await tx.policyVersion.aggregate({ where: { workspaceId, policyId }, _max: { version: true } })
    const version = (latest._max.version ?? 0) + 1
    await tx.policyVersion.create({
      data: {
        ...{ workspaceId, policyId, version, message, author: storedActorSchema.parse(editedBy) },
        settings: policySettingsSchema.parse(settings),
      },
      select: { version: true },
    })
    await tx.policy.update({
      where: { workspaceId_id: { workspaceId, id: policyId } },
      data: { activeVersion: version },
      select: { id: true },
    })
    await tx.changeRequestPolicy.update({
      where: { workspaceId_number_policyId: { workspaceId, number, policyId } },
      data: { version },
      select: { policyId: true },
    })
    await recordAudit(tx, actor, {
      action: 'policy.versionApplied',
      target: policyId,
      before: { activeVersion: baseVersion, ...before },
      after: { activeVersion: version, settings },
      detail: { changeRequest: `#${number}` },
    })
  }
  return ids
}

/** @throws AppError CONFLICT with the policies, where there is a conflict */
export async function refusePolicyConflicts(
  reader: Pick<Transaction, 'policy'>,
  workspaceId: string,
  number: number,
  edits: { policyId: string }[],
  conflicts: Awaited<ReturnType<typeof findPolicyConflicts>>,
): Promise<void> {
  const policies = edits.flatMap(({ policyId }, i) => (conflicts[i] ? [{ policyId, ...conflicts[i] }] : []))
  if (policies.length === 0) return
  const ids = policies.map(({ policyId }) => policyId)
  const rows = await reader.policy.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, name: true },
  })
  const known = new Map(rows.map(({ id, name }) => [id, name]))
  const names = ids.map((id) => `“${known.get(id) ?? id}”`).join(', ')
  const message = `Production has moved on: another version of the policy ${names} is in use. Nothing was merged: update these edits first.`
  throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, policies })
}
