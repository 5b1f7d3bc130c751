import type { ReleaseKey } from '@/lib/db/releases/release'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import type { Reader } from '@/lib/db/transaction'

/** What each module of a release needs directly, in the order of its front matter. */
export type DependencyGraph = Map<string, string[]>

export async function readDependencyGraph(
  reader: Reader,
  { workspaceId, releaseId }: ReleaseKey,
): Promise<DependencyGraph> {
  const rows = await reader.$queryRaw<{ moduleId: string; dependencies: string[] }[]>`
    SELECT d."moduleId", array_agg(d."dependencyId" ORDER BY d."ordinal") AS dependencies
    FROM ${releaseEntries(workspaceId, releaseId)} e
    JOIN "ModuleDependency" d
      ON d."workspaceId" = e."workspaceId" AND d."moduleId" = e."moduleId" AND d."version" = e."version"
    GROUP BY d."moduleId"`
  return new Map(rows.map(({ moduleId, dependencies }) => [moduleId, dependencies]))
}

/** The way from a module back to itself, if these dependencies close one: `[a, b, a]`. */
export function findCycle(graph: DependencyGraph, moduleId: string, dependencies: string[]): string[] | null {
  const cameFrom = new Map<string, string>(dependencies.map((id) => [id, moduleId]))
  const open = [...dependencies]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id === moduleId) return pathTo(cameFrom, moduleId)
    for (const next of graph.get(id) ?? []) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      open.push(next)
    }
  }
  return null
}

function pathTo(cameFrom: Map<string, string>, moduleId: string): string[] {
  const path = [moduleId]
  for (let id = cameFrom.get(moduleId); id !== undefined && id !== moduleId; id = cameFrom.get(id)) path.unshift(id)
  return [moduleId, ...path]
}
