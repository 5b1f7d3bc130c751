import { findEntries, releaseEntries } from '@/lib/db/releases/release-entries'
import type { Reader } from '@/lib/db/transaction'
import { findCycle, readDependencyGraph } from '@/lib/indexing/versions/dependency-graph'
import type { ChangeTargetDto } from '@/lib/schemas/changes/change-request'
import { nameModules } from './name-modules'

type Dependency = { moduleId: string; dependencyId: string }

type Problems = {
  /** Dependencies that close a circle, which production refuses; null where none do. */
  cycle: string | null
  /** What modules would miss that they do not miss in the target as it is. */
  missing: string[]
}

/** What merging edits would do to the dependencies between the modules of their target, in sentences. */
export async function findDependencyProblems(
  reader: Reader,
  workspaceId: string,
  { releaseId, target, moduleIds }: { releaseId: string; target: ChangeTargetDto; moduleIds: string[] },
): Promise<Problems> {
  const touched = await readTouched(reader, workspaceId, releaseId, moduleIds)
  if (touched.length === 0) return { cycle: null, missing: [] }
  const cycle = await findCycleThrough(reader, workspaceId, releaseId, touched)
  const missing = await findMissing(reader, workspaceId, releaseId, touched)
  const old = await readTouched(reader, workspaceId, target.id, missing.length === 0 ? [] : moduleIds)
  const missedBefore = new Set((await findMissing(reader, workspaceId, target.id, old)).map(keyOf))
  const broken = missing.filter((dependency) => !missedBefore.has(keyOf(dependency)))
  const ids = [...(cycle ?? []), ...broken.flatMap(({ moduleId, dependencyId }) => [moduleId, dependencyId])]
  const nameOf = await nameModules(reader, workspaceId, ids)
  const where = target.isProduction ? 'production' : `“${target.name}”`
  return {
    cycle: cycle && tellCycle(cycle.map((id) => nameOf(id).name)),
    missing: broken.map(
      ({ moduleId, dependencyId }) =>
        `“${nameOf(moduleId).name}” needs “${nameOf(dependencyId).name}”, which would not be in ${where}.`,
    ),
  }
}

export const tellCycle = (names: string[]): string => `The dependencies form a cycle: ${names.join(' → ')}.`

const keyOf = ({ moduleId, dependencyId }: Dependency) => JSON.stringify([moduleId, dependencyId])

/** The dependencies of a release from or to some of its modules. */
async function readTouched(
  reader: Reader,
  workspaceId: string,
  releaseId: string,
  moduleIds: string[],
): Promise<Dependency[]> {
  if (moduleIds.length === 0) return []
  return reader.$queryRaw<Dependency[]>`
    SELECT d."moduleId", d."dependencyId"
    FROM "ModuleDependency" d
    JOIN ${releaseEntries(workspaceId, releaseId)} e ON e."moduleId" = d."moduleId" AND e."version" = d."version"
    WHERE d."workspaceId" = ${workspaceId}
      AND (d."moduleId" = ANY(${moduleIds}::text[]) OR d."dependencyId" = ANY(${moduleIds}::text[]))
    ORDER BY d."moduleId", d."ordinal"`
}

async function findMissing(
  reader: Reader,
  workspaceId: string,
  releaseId: string,
  dependencies: Dependency[],
): Promise<Dependency[]> {
  const ids = [...new Set(dependencies.map(({ dependencyId }) => dependencyId))]
  const held = new Set((await findEntries(workspaceId, releaseId, ids, reader)).map(({ moduleId }) => moduleId))
  return dependencies.filter(({ dependencyId }) => !held.has(dependencyId))
}

/** Only a module that needs something and is needed can be part of one: mostly there is none, and nothing is read. */
async function findCycleThrough(
  reader: Reader,
  workspaceId: string,
  releaseId: string,
  dependencies: Dependency[],
): Promise<string[] | null> {
  const needed = new Set(dependencies.map(({ dependencyId }) => dependencyId))
  const between = [...new Set(dependencies.map(({ moduleId }) => moduleId))].filter((id) => needed.has(id))
  if (between.length === 0) return null
  const graph = await readDependencyGraph(reader, { workspaceId, releaseId })
  for (const id of between) {
    const cycle = findCycle(graph, id, graph.get(id) ?? [])
    if (cycle) return cycle
  }
  return null
}
