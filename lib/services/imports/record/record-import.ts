import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { IMPORT_CHANGES, type ImportChange } from '@/lib/schemas/imports/past-import'
import { type Actor, whoOf } from '@/lib/services/actor'
import { continueAudit } from '@/lib/services/audit/record/record-audit'

export type ImportedChange = { moduleId: string; version: number; change: ImportChange; pathBefore?: string | null }

/** Modules that an audit entry names. */
const MAX_NAMED = 20

/** Notes what a part of an import made, with one entry in the audit log for all parts. Call it with the transaction that makes it, so that neither is there without the other. */
export async function recordImport(
  tx: Transaction,
  actor: Actor,
  importId: string,
  changes: ImportedChange[],
): Promise<void> {
  const { workspaceId } = actor
  if (changes.length === 0) return
  await tx.moduleImport.createMany({
    data: [{ workspaceId, id: importId, importedBy: whoOf(actor) }],
    skipDuplicates: true,
  })
  const data = changes.map((change) => ({ workspaceId, importId, ...change }))
  for (const rows of inBatches(data, ROWS_AT_ONCE))
    await tx.importedModule.createMany({ data: rows, skipDuplicates: true })
  await lockImport(tx, workspaceId, importId)
  await continueAudit(tx, actor, { action: 'modules.imported', target: importId }, (before = {}) => {
    const counted = { count: Number(before.count ?? 0) + changes.length }
    for (const kind of IMPORT_CHANGES) {
      const count = Number(before[kind] ?? 0) + changes.filter(({ change }) => change === kind).length
      if (count > 0) Object.assign(counted, { [kind]: count })
    }
    return { ...counted, ids: nameModules(before.ids, changes) }
  })
}

/** The first modules that an import changed, once each. */
function nameModules(before: unknown, changes: ImportedChange[]): string[] {
  const known = Array.isArray(before) ? before.map(String) : []
  return [...new Set([...known, ...changes.map(({ moduleId }) => moduleId)])].slice(0, MAX_NAMED)
}

/** Has other parts of an import wait that change what is said of it. */
export async function lockImport(tx: Transaction, workspaceId: string, importId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "ModuleImport" WHERE "workspaceId" = ${workspaceId} AND "id" = ${importId} FOR UPDATE`
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
