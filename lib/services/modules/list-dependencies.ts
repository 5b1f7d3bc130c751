import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { type DependencyGraph, readDependencyGraph } from '@/lib/indexing/versions/dependency-graph'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { type DependencyDto, moduleDependenciesSchema, moduleRefSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { MODULE_COLUMNS, type ModuleRow, moduleRows } from './rows/module-rows'
import { readModule } from './rows/read-module'
import { parseSource } from './source/parse-source'

/** What a module needs and what needs it, directly and through others. An unpublished draft counts as what it says. */
export const listDependencies = verb({
  name: 'listDependencies',
  scope: 'read',
  effect: 'read',
  input: moduleRefSchema,
  output: moduleDependenciesSchema,
  run: async ({ workspaceId }, { id }) => {
    const { draft, version } = await readModule(workspaceId, id)
    const graph = await readDependencyGraph(prisma, releaseOf(workspaceId))
    const source = draft?.source ?? (version ? toModuleSource(version.frontMatter, version.body) : '')
    const { metadata } = await parseSource(workspaceId, { path: version?.path ?? `${id}.md`, source, id })
    graph.set(id, metadata.dependencies)
    const needs = walk(graph, id)
    const neededBy = walk(reverse(graph), id)
    const states = await readStates(workspaceId, [...needs, ...neededBy])
    const toDto = ({ id: needed, ...rest }: Reached): DependencyDto => ({
      id: needed,
      ...rest,
      ...(states.get(needed) ?? { name: null, state: 'missing' }),
    })
    return { id, needs: needs.map(toDto), neededBy: neededBy.map(toDto), edges: findEdges(graph, id, needs, neededBy) }
  },
})

type Reached = Pick<DependencyDto, 'id' | 'depth' | 'via' | 'isCycle'>

/** Breadth first, so that each module has its shortest way; the start itself appears only when a cycle leads to it. */
function walk(graph: DependencyGraph, start: string): Reached[] {
  const reached = new Map<string, Reached>()
  let level = [start]
  for (let depth = 1; level.length > 0; depth++) {
    const next: string[] = []
    for (const from of level) {
      for (const id of graph.get(from) ?? []) {
        if (reached.has(id)) continue
        reached.set(id, { id, depth, via: depth === 1 ? null : from, isCycle: id === start })
        if (id !== start) next.push(id)
      }
    }
    level = next
  }
  return [...reached.values()]
}

/** Each once: what a module needs is not followed on its other side. */
function findEdges(graph: DependencyGraph, id: string, needs: Reached[], neededBy: Reached[]) {
  const edges = new Map<string, { from: string; to: string }>()
  for (const side of [needs, neededBy]) {
    const reached = new Set([id, ...side.map((each) => each.id)])
    for (const from of reached) {
      for (const to of graph.get(from) ?? []) {
        if (reached.has(to)) edges.set(JSON.stringify([from, to]), { from, to })
      }
    }
  }
  return [...edges.values()]
}

function reverse(graph: DependencyGraph): DependencyGraph {
  const reversed: DependencyGraph = new Map()
  for (const [id, dependencies] of graph) {
    for (const dependency of dependencies) {
      const known = reversed.get(dependency)
      if (known) known.push(id)
      else reversed.set(dependency, [id])
    }
  }
  return reversed
}

async function readStates(workspaceId: string, reached: Reached[]) {
  const ids = reached.map(({ id }) => id)
  const rows = await prisma.$queryRaw<ModuleRow[]>`
    SELECT ${MODULE_COLUMNS} FROM (${moduleRows(workspaceId)}) modules WHERE "id" = ANY(${ids}::text[])`
  const stateOf = { published: 'ok', draft: 'unpublished', archived: 'archived' } as const
  return new Map(rows.map(({ id, name, status }) => [id, { name, state: stateOf[status] }]))
}
