import { prisma } from '@/lib/db/client'
import { keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import type { ThreadSide } from '@/lib/schemas/changes/discussion'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { writePolicyText } from '@/lib/schemas/contexts/policy-text'
import { readSource } from '@/lib/services/modules/source/read-source'
import { writeSetFile } from '@/lib/services/query-sets/edits/set-file'

/** Which edit of a change request; at most one is named. */
export type EditRef = { moduleId: string | null; policyId: string | null; querySetId: string | null }
type Side = EditRef & { side: ThreadSide }

export const isOfEdit = ({ moduleId, policyId, querySetId }: EditRef): boolean =>
  (moduleId ?? policyId ?? querySetId) !== null

/**
 * One of the two texts of an edit, as its difference shows them.
 * @returns null where there is no such edit, and where it has no text on this side
 */
export async function readSide(workspaceId: string, number: number, edit: Side): Promise<string | null> {
  const { moduleId, policyId, querySetId, side } = edit
  if (policyId !== null) return readPolicySide(workspaceId, number, policyId, side)
  if (querySetId !== null) return readSetSide(workspaceId, number, querySetId, side)
  return moduleId === null ? null : readModuleSide(workspaceId, number, moduleId, side)
}

async function readModuleSide(workspaceId: string, number: number, moduleId: string, side: ThreadSide) {
  const edit = await prisma.changeRequestEdit.findUnique({
    where: { workspaceId_number_moduleId: { workspaceId, number, moduleId } },
    select: { kind: true, baseVersion: true, wantedVersion: true, source: true },
  })
  if (!edit) return null
  const { kind, baseVersion, wantedVersion, source } = edit
  if (kind === 'version') return readSource(workspaceId, moduleId, (side === 'new' ? wantedVersion : baseVersion) ?? 0)
  if (kind === 'text' && side === 'new') return source
  // an archive has nothing on the right, a restore nothing on the left
  if ((kind === 'archive' && side === 'new') || (kind === 'restore' && side === 'old')) return null
  return readSource(workspaceId, moduleId, baseVersion)
}

async function readPolicySide(workspaceId: string, number: number, policyId: string, side: ThreadSide) {
  const edit = await prisma.changeRequestPolicy.findUnique({
    where: { workspaceId_number_policyId: { workspaceId, number, policyId } },
    select: { settings: true, baseVersion: true },
  })
  if (!edit) return null
  if (side === 'new') return writePolicyText(policySettingsSchema.parse(edit.settings))
  const base = await prisma.policyVersion.findUnique({
    where: { workspaceId_policyId_version: { workspaceId, policyId, version: edit.baseVersion } },
    select: { settings: true },
  })
  return base && writePolicyText(policySettingsSchema.parse(base.settings))
}

async function readSetSide(workspaceId: string, number: number, querySetId: string, side: ThreadSide) {
  const edit = await prisma.changeRequestQuerySet.findUnique({
    where: { workspaceId_number_querySetId: { workspaceId, number, querySetId } },
    select: { kind: true, base: true, wanted: true },
  })
  // one that is new has nothing on the left, one that is deleted nothing on the right
  if (!edit || edit.kind === (side === 'new' ? 'delete' : 'create')) return null
  return writeSetFile(workspaceId, keptSetSchema.parse(side === 'new' ? edit.wanted : edit.base))
}
