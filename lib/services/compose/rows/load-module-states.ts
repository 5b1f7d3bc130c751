import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { findEntries } from '@/lib/db/releases/release-entries'
import { nearVersions, pickVersions } from '@/lib/db/versions/near-versions'
import { ACTIVATIONS, type ModuleState, PRIORITIES } from '@/lib/engine'

type NamedModuleState = ModuleState & { name: string }

/** What decides whether retrieval may see a module. Unknown ids are skipped; the order is that of the ids. */
export async function loadModuleStates(
  workspaceId: string,
  releaseId: string,
  moduleIds: string[],
): Promise<NamedModuleState[]> {
  if (moduleIds.length === 0) return []
  const [modules, entries] = await Promise.all([
    prisma.module.findMany({
      where: { workspaceId, id: { in: moduleIds } },
      select: { id: true, archivedAt: true, latestVersion: true },
    }),
    findEntries(workspaceId, releaseId, moduleIds),
  ])
  const held = new Map(entries.map(({ moduleId, version }) => [moduleId, version]))
  const shown = modules.map(({ id, latestVersion }) => ({ moduleId: id, version: held.get(id) ?? latestVersion }))
  const versions = await prisma.moduleVersion.findMany({
    where: { workspaceId, ...nearVersions(shown) },
    select: { moduleId: true, version: true, name: true, activation: true, category: true, tags: true, priority: true },
  })
  const byModule = new Map(pickVersions(versions, shown).map((version) => [version.moduleId, version]))
  const states = new Map(
    modules.map(({ id, archivedAt }): [string, NamedModuleState] => {
      const version = byModule.get(id)
      return [
        id,
        {
          moduleId: id,
          name: version?.name ?? id,
          status: archivedAt ? 'disabled' : 'active',
          isInRelease: held.has(id),
          activation: version ? oneOf(ACTIVATIONS, version.activation) : 'semantic',
          priority: version ? oneOf(PRIORITIES, version.priority) : 'medium',
          tags: version?.tags ?? [],
          ...(version?.category ? { category: version.category } : {}),
        },
      ]
    }),
  )
  return moduleIds.flatMap((id) => states.get(id) ?? [])
}
