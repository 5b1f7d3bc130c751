import type { Transaction } from '@/lib/db/transaction'
import { toActor } from '@/lib/schemas/actor'
import type { ChangePolicyDto } from '@/lib/schemas/changes/change-policy'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'

type Reader = Pick<Transaction, 'policy' | 'policyVersion' | 'changeRequestPolicy'>
type Conflict = ChangePolicyDto['conflict']

/** What became of the edited policies in production since the edits began; null for those that stayed as they were. */
export async function findPolicyConflicts(
  reader: Pick<Transaction, 'policy'>,
  workspaceId: string,
  edits: { policyId: string; baseVersion: number }[],
): Promise<Conflict[]> {
  if (edits.length === 0) return []
  const rows = await reader.policy.findMany({
    where: { workspaceId, id: { in: edits.map(({ policyId }) => policyId) } },
    select: { id: true, activeVersion: true },
  })
  const active = new Map(rows.map(({ id, activeVersion }) => [id, activeVersion]))
  return edits.map(({ policyId, baseVersion }) => {
    const version = active.get(policyId)
    if (version === undefined) return { kind: 'deleted', version: 0 }
    return version === baseVersion ? null : { kind: 'changed', version }
  })
}

/** The policies of a change request, each beside what it began with and what production uses. */
export async function findPolicies(
  reader: Reader,
  workspaceId: string,
  number: number,
  isOpen: boolean,
): Promise<ChangePolicyDto[]> {
  const edits = await reader.changeRequestPolicy.findMany({
    where: { workspaceId, number },
    orderBy: { policyId: 'asc' },
  })
  if (edits.length === 0) return []
  const conflicts = isOpen ? await findPolicyConflicts(reader, workspaceId, edits) : []
  const rows = await reader.policy.findMany({
    where: { workspaceId, id: { in: edits.map(({ policyId }) => policyId) } },
    select: { id: true, name: true, activeVersion: true },
  })
  const shown = [
    ...edits.map(({ policyId, baseVersion }) => ({ policyId, version: baseVersion })),
    ...rows.map(({ id, activeVersion }) => ({ policyId: id, version: activeVersion })),
  ]
  const versions = await reader.policyVersion.findMany({
    where: { workspaceId, OR: shown },
    select: { policyId: true, version: true, settings: true },
  })
  return edits.map(({ policyId, settings, baseVersion, revision, version, editedBy, updatedAt }, i) => {
    const policy = rows.find(({ id }) => id === policyId)
    const settingsOf = (wanted: number | undefined) => {
      const found = versions.find((each) => each.policyId === policyId && each.version === wanted)
      return found ? policySettingsSchema.parse(found.settings) : null
    }
    return {
      ...{ policyId, baseVersion, revision, editedBy: toActor(editedBy) },
      name: policy?.name ?? policyId,
      settings: policySettingsSchema.parse(settings),
      base: settingsOf(baseVersion),
      production: settingsOf(policy?.activeVersion),
      conflict: conflicts[i] ?? null,
      updatedAt: updatedAt.toISOString(),
      version: version > 0 ? version : null,
    }
  })
}
