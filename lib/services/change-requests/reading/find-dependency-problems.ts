import { findEntries, releaseEntries } from '@/lib/db/releases/release-entries'
import type { Reader } from '@/lib/db/transaction'
import { findCycleThrough } from '@/lib/indexing/versions/circles'
import { readDependencyGraph } from '@/lib/indexing/versions/dependency-graph'
import type { ChangeTargetDto } from '@/lib/schemas/changes/change-request'
import { nameModules } from './name-modules'

type Dependency = { moduleId: string; dependencyId: string }

type Problems = {
  /** Dependencies that close a circle, which production refuses; null where none do. */
  cycle: string | null
  /** What modules would miss that they do not miss in the target as it is. */
  missing: string[]
}

type Asked = { number: number; releaseId: string; target: ChangeTargetDto; moduleIds: string[] }

/** What merging edits would do to the dependencies between the modules of their target, in sentences. */
export async function findDependencyProblems(
  reader: Reader,
  workspaceId: string,
  { number, releaseId, target, moduleIds }: Asked,
): Promise<Problems> {
  const touched = await readTouched(reader, workspaceId, releaseId, moduleIds)
  if (touched.length === 0) return { cycle: null, missing: [] }
  const missing = await findMissing(reader, workspaceId, releaseId, touched)
  const old = await readTouched(reader, workspaceId, target.id, moduleIds)
  const known = new Set(old.map(keyOf))
  // production takes no cycle, also where it has it already
  const isNew = (dependency: Dependency) => target.isProduction || !known.has(keyOf(dependency))
  const closing = findClosing(touched, moduleIds).filter(isNew)
  const cycle =
    closing.length === 0
      ? null
      : findCycleThrough(await readDependencyGraph(reader, { workspaceId, releaseId }), closing)
  const missedBefore = new Set((await findMissing(reader, workspaceId, target.id, old)).map(keyOf))
  const broken = missing.filter((dependency) => !missedBefore.has(keyOf(dependency)))
  const ids = [...(cycle ?? []), ...broken.flatMap(({ moduleId, dependencyId }) => [moduleId, dependencyId])]
  const nameOf = await nameModules(reader, workspaceId, ids, number)
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

/** What edited modules need that are needed themselves: mostly there is none, and no graph is read. */
function findClosing(dependencies: Dependency[], moduleIds: string[]): Dependency[] {
  const edited = new Set(moduleIds)
  const needed = new Set(dependencies.map(({ dependencyId }) => dependencyId))
  return dependencies.filter(({ moduleId }) => edited.has(moduleId) && needed.has(moduleId))
}
