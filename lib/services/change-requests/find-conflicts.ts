import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ChangeConflictDto } from '@/lib/schemas/change-request'

type Edit = { moduleId: string; kind: string; baseVersion: number }
type State = { latestVersion: number; archivedAt: Date | null } | undefined

/** What became of the edited modules in production since the edits began; null for those that stayed as they were. */
export async function findConflicts(
  reader: Pick<Transaction, 'module'>,
  workspaceId: string,
  edits: Edit[],
): Promise<(ChangeConflictDto | null)[]> {
  const modules = await reader.module.findMany({
    where: { workspaceId, id: { in: [...new Set(edits.map(({ moduleId }) => moduleId))] } },
    select: { id: true, latestVersion: true, archivedAt: true },
  })
  const states = new Map(modules.map(({ id, ...state }) => [id, state]))
  return edits.map((edit) => conflictOf(edit, states.get(edit.moduleId)))
}

function conflictOf({ kind, baseVersion }: Edit, state: State): ChangeConflictDto | null {
  const version = state?.latestVersion ?? 0
  if (version < baseVersion) return { kind: 'deleted', version }
  if (version > baseVersion) return { kind: 'changed', version }
  const isArchived = state !== undefined && state.archivedAt !== null
  if (kind === 'restore') return isArchived ? null : { kind: 'restored', version }
  return isArchived ? { kind: 'archived', version } : null
}

/** @throws AppError CONFLICT with the modules, where there is a conflict */
export function refuseConflicts(number: number, edits: Edit[], conflicts: (ChangeConflictDto | null)[]): void {
  const modules = edits.flatMap(({ moduleId }, i) => (conflicts[i] ? [{ moduleId, ...conflicts[i] }] : []))
  if (modules.length === 0) return
  const names = modules.map(({ moduleId }) => `“${moduleId}”`).join(', ')
  throw new AppError('CONFLICT', `Production has moved on: ${names}. Nothing was merged: update these edits first.`, {
    entity: 'changeRequest',
    id: `${number}`,
    modules,
  })
}
