import { hasErrors } from '@/lib/schemas/front-matter/parse-module-file'
import type { Actor } from '@/lib/services/actor'
import type { ImportCandidate } from '@/lib/services/imports/plan/parse-import'
import { setArchived } from '@/lib/services/modules/rows/set-archived'
import { recordImport } from './record-import'

/**
 * Brings archived modules back whose files are imported. To the import they are like modules that it created: undoing it
 * archives them again.
 * @returns the files whose modules are back
 */
export async function bringBack(
  actor: Actor,
  candidates: ImportCandidate[],
  importId: string,
): Promise<Set<ImportCandidate>> {
  const archived = candidates.filter(
    ({ current, file, problems }) => file && current?.isArchived && current.latestVersion > 0 && !hasErrors(problems),
  )
  const versionOf = new Map(
    archived.map(({ file, current }) => [file?.metadata.id ?? '', current?.latestVersion ?? 0] as const),
  )
  if (versionOf.size === 0) return new Set()
  const { changed } = await setArchived(actor, actor.workspaceId, [...versionOf.keys()], false, (tx, ids) =>
    recordImport(
      tx,
      actor,
      importId,
      ids.map((moduleId) => ({ moduleId, version: versionOf.get(moduleId) ?? 0, change: 'created' })),
    ),
  )
  const back = new Set(changed)
  return new Set(archived.filter(({ file }) => back.has(file?.metadata.id ?? '')))
}
