import { findHeld } from '@/lib/db/releases/release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ChangeConflictDto, ChangeTargetDto } from '@/lib/schemas/changes/change-request'
import { nameModules } from './name-modules'

type Edit = {
  moduleId: string
  kind: string
  baseVersion: number
  curationBase: number | null
  isBaseGone: boolean
}
type State = { latestVersion: number; archivedAt: Date | null; overlays: { version: number }[] } | undefined

/** What became of the edited modules in the target since the edits began; null for those that stayed as they were. */
export async function findConflicts(
  reader: Pick<Transaction, 'module' | '$queryRaw'>,
  workspaceId: string,
  target: ChangeTargetDto,
  edits: Edit[],
): Promise<(ChangeConflictDto | null)[]> {
  return target.isProduction
    ? findProductionConflicts(reader, workspaceId, edits)
    : findVersionConflicts(
        reader,
        workspaceId,
        edits.map((edit) => ({ ...edit, targetId: target.id })),
      )
}

/** The same for edits that name versions of other releases, each of its own target. */
export async function findVersionConflicts(
  reader: Pick<Transaction, 'module' | '$queryRaw'>,
  workspaceId: string,
  edits: (Edit & { targetId: string })[],
): Promise<(ChangeConflictDto | null)[]> {
  if (edits.length === 0) return []
  const modules = await reader.module.findMany({
    where: { workspaceId, id: { in: [...new Set(edits.map(({ moduleId }) => moduleId))] } },
    select: { id: true },
  })
  const known = new Set(modules.map(({ id }) => id))
  const keys = edits.map(({ targetId, moduleId }) => ({ releaseId: targetId, moduleId }))
  const held = await findHeld(reader, workspaceId, keys)
  return edits.map(({ targetId, moduleId, baseVersion, isBaseGone }) => {
    if (!known.has(moduleId)) return { kind: 'deleted', version: 0 }
    const version = held({ releaseId: targetId, moduleId }) ?? 0
    if (isBaseGone) return { kind: 'replaced', version }
    return version === baseVersion ? null : { kind: 'changed', version }
  })
}

export async function findProductionConflicts(
  reader: Pick<Transaction, 'module'>,
  workspaceId: string,
  edits: Edit[],
): Promise<(ChangeConflictDto | null)[]> {
  const modules = await reader.module.findMany({
    where: { workspaceId, id: { in: [...new Set(edits.map(({ moduleId }) => moduleId))] } },
    select: {
      ...{ id: true, latestVersion: true, archivedAt: true },
      overlays: { select: { version: true }, orderBy: { version: 'desc' }, take: 1 },
    },
  })
  const states = new Map(modules.map(({ id, ...state }) => [id, state]))
  return edits.map((edit) => conflictOf(edit, states.get(edit.moduleId)))
}

function conflictOf({ kind, baseVersion, curationBase, isBaseGone }: Edit, state: State): ChangeConflictDto | null {
  const version = state?.latestVersion ?? 0
  if (isBaseGone) return { kind: version > 0 ? 'replaced' : 'deleted', version }
  if (version < baseVersion) return { kind: 'deleted', version }
  const curation = state?.overlays[0]?.version ?? 0
  const curated: ChangeConflictDto | null =
    curationBase === null || curationBase === curation ? null : { kind: 'curated', version: curation }
  // its anchors find their place in a newer text
  if (kind === 'curation') return curated
  if (version > baseVersion) return { kind: 'changed', version }
  const isArchived = state !== undefined && state.archivedAt !== null
  if (kind === 'restore') return isArchived ? null : { kind: 'restored', version }
  return isArchived ? { kind: 'archived', version } : curated
}

type ToRefuse = { number: number; target?: ChangeTargetDto; edits: Edit[]; conflicts: (ChangeConflictDto | null)[] }

/** @throws AppError CONFLICT with the modules, where there is a conflict */
export async function refuseConflicts(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  { number, target, edits, conflicts }: ToRefuse,
): Promise<void> {
  const found = edits.flatMap(({ moduleId }, i) => (conflicts[i] ? [{ moduleId, ...conflicts[i] }] : []))
  if (found.length === 0) return
  const ids = found.map(({ moduleId }) => moduleId)
  const nameOf = await nameModules(reader, workspaceId, ids)
  const modules = found.map((conflict) => ({ ...conflict, ...nameOf(conflict.moduleId) }))
  const names = modules.map(({ name, path, moduleId }) => `“${name}” (${path ?? moduleId})`).join(', ')
  const moved = !target || target.isProduction ? 'Production' : `The release “${target.name}”`
  throw new AppError('CONFLICT', `${moved} has moved on: ${names}. Nothing was merged: update these edits first.`, {
    entity: 'changeRequest',
    id: `${number}`,
    modules,
  })
}
