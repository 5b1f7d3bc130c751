import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ImportChange } from '@/lib/schemas/past-import'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'

export type ImportedChange = { moduleId: string; version: number; change: ImportChange; pathBefore?: string | null }

/** Modules that an audit entry names. */
const MAX_NAMED = 20

/** Notes what a part of an import made. Call it with the transaction that makes it, so that neither is there without the other. */
export async function recordImport(
  tx: Transaction,
  actor: Actor,
  importId: string,
  changes: ImportedChange[],
): Promise<void> {
  const { workspaceId } = actor
  if (changes.length === 0) return
  const actorName = actor.name
  await tx.moduleImport.createMany({ data: [{ workspaceId, id: importId, actorName }], skipDuplicates: true })
  const data = changes.map((change) => ({ workspaceId, importId, ...change }))
  await tx.importedModule.createMany({ data, skipDuplicates: true })
  const ids = changes.slice(0, MAX_NAMED).map(({ moduleId }) => moduleId)
  await recordAudit(tx, actor, { action: 'modules.imported', target: importId, detail: { count: changes.length, ids } })
}

/** Whether an import has changed anything yet. */
export async function hasChanges(workspaceId: string, id: string): Promise<boolean> {
  return (await prisma.moduleImport.count({ where: { workspaceId, id } })) > 0
}

/** @throws AppError NOT_FOUND */
export async function requireImport(workspaceId: string, id: string): Promise<void> {
  if (await hasChanges(workspaceId, id)) return
  throw new AppError('NOT_FOUND', 'There is no such import in this workspace.', { entity: 'import', id })
}
