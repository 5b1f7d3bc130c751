import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import type { Actor } from '@/lib/services/actor'
import { setArchived } from '@/lib/services/modules/rows/set-archived'
import { findArchived } from './mark-archived'
import { recordImport } from './record-import'

/**
 * Brings archived modules back whose files were taken, with the texts that they have now: call it when those are stored. What
 * is back is no longer `unchanged`.
 */
export async function bringBack(actor: Actor, results: ImportResultDto[], importId: string): Promise<void> {
  const { workspaceId } = actor
  const archived = await findArchived(workspaceId, results)
  const versionOf = new Map<string, number>()
  // a module that was moved can have got a new text too
  for (const { id = '', version = 0 } of archived) versionOf.set(id, Math.max(version, versionOf.get(id) ?? 0))
  if (versionOf.size === 0) return
  const { changed } = await setArchived(actor, workspaceId, [...versionOf.keys()], false, (tx, _, ids) =>
    recordImport(
      tx,
      actor,
      importId,
      ids.map((moduleId) => ({ moduleId, version: versionOf.get(moduleId) ?? 0, change: 'unarchived' })),
    ),
  )
  const back = new Set(changed)
  for (const result of archived) {
    if (result.status === 'unchanged' && back.has(result.id ?? '')) result.status = 'updated'
  }
}
