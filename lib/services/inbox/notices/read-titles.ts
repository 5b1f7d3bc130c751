import { readNames } from '@/lib/services/audit/names/read-names'

type Note = { moduleId: string | null; request: { title: string } | null }

/** What notifications are about: the title of the change request, or the name of the module, whose id is left when it is gone. */
export async function readTitles(workspaceId: string, notes: readonly Note[]): Promise<(note: Note) => string> {
  const modules = notes.flatMap(({ moduleId, request }) =>
    request || moduleId === null ? [] : [{ kind: 'module' as const, id: moduleId }],
  )
  const nameOf = modules.length > 0 ? await readNames(workspaceId, modules) : null
  return ({ moduleId, request }) =>
    request?.title ?? (moduleId === null ? '' : (nameOf?.({ kind: 'module', id: moduleId }).name ?? moduleId))
}
