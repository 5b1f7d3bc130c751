import type { GraphModuleDto } from '@/lib/schemas/modules/library-graph'
import { normalizePath } from '@/lib/schemas/modules/module-path'

/** What is drawn: a module, or modules of one folder or category together. */
export type GraphNode = {
  id: string
  name: string
  kind: 'module' | 'group' | 'missing'
  /** Modules that it stands for. */
  modules: number
  sentIn: number
  tokens: number
}
/** `to` is needed by `from`; `count` dependencies go the same way. */
type GraphEdge = { from: string; to: string; count: number }
export type LibraryPicture = { nodes: GraphNode[]; edges: GraphEdge[] }

export type GroupBy = 'folder' | 'category'

/** More boxes than this are not read any more: they are drawn as groups. */
export const MOST_NODES = 60

const NO_GROUP = { folder: 'No folder', category: 'No category' }

export function groupOf({ path, category }: GraphModuleDto, by: GroupBy): string {
  if (by === 'category') return category ?? NO_GROUP.category
  const folder = path === null ? undefined : normalizePath(path).split('/').slice(0, -1).join('/')
  return folder || NO_GROUP.folder
}

/** What a module needs, or what needs it, over all levels: without itself, each once, the nearest first. */
export function reach(start: string, next: (id: string) => readonly string[]): string[] {
  const seen = new Set([start])
  const queue = [start]
  for (let at = 0; at < queue.length; at++) {
    for (const id of next(queue[at]!)) {
      if (seen.has(id)) continue
      seen.add(id)
      queue.push(id)
    }
  }
  return queue.slice(1)
}

/** Both directions of the dependencies, by module. */
export function indexNeeds(modules: readonly GraphModuleDto[]) {
  const needs = new Map(modules.map(({ moduleId, needs: ids }) => [moduleId, ids]))
  const neededBy = new Map<string, string[]>()
  for (const { moduleId, needs: ids } of modules) {
    for (const id of ids) {
      const known = neededBy.get(id)
      if (known) known.push(moduleId)
      else neededBy.set(id, [moduleId])
    }
  }
  return {
    needsOf: (id: string): readonly string[] => needs.get(id) ?? [],
    neededByOf: (id: string): readonly string[] => neededBy.get(id) ?? [],
  }
}

/** Modules as they are, with what they need and is not there. Those that have to do with no other are left out. */
export function toModulePicture(all: readonly GraphModuleDto[], shown: ReadonlySet<string>): LibraryPicture {
  const byId = new Map(all.map((module) => [module.moduleId, module]))
  const edges = all.flatMap(({ moduleId, needs }) =>
    needs.flatMap((id) => {
      const isShown = shown.has(moduleId) && (shown.has(id) || !byId.has(id))
      return isShown ? [{ from: moduleId, to: id, count: 1 }] : []
    }),
  )
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort()
  const nodes = ids.map((id): GraphNode => {
    const module = byId.get(id)
    if (!module) return { id, name: id, kind: 'missing', modules: 0, sentIn: 0, tokens: 0 }
    return { id, name: module.name, kind: 'module', modules: 1, sentIn: module.sentIn, tokens: module.tokens }
  })
  return { nodes, edges }
}

/** Modules by folder or category: an arrow says how many dependencies go from one to the other. */
export function toGroupPicture(all: readonly GraphModuleDto[], by: GroupBy): LibraryPicture {
  const groups = new Map(all.map((module) => [module.moduleId, groupOf(module, by)]))
  const nodes = [...Map.groupBy(all, (module) => groupOf(module, by))].map(
    ([id, modules]): GraphNode => ({
      ...{ id, name: id, kind: 'group', modules: modules.length },
      sentIn: Math.max(...modules.map(({ sentIn }) => sentIn)),
      tokens: modules.reduce((sum, { tokens }) => sum + tokens, 0),
    }),
  )
  const counts = new Map<string, GraphEdge>()
  for (const { moduleId, needs } of all) {
    for (const id of needs) {
      const [from, to] = [groups.get(moduleId) ?? '', groups.get(id)]
      if (to === undefined || from === to) continue
      const key = JSON.stringify([from, to])
      counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 })
    }
  }
  return { nodes: nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)), edges: [...counts.values()] }
}

/** How much something is used, for its color: 0 never, 1–4 by the share of contexts. */
export function levelOfUse(sentIn: number, contexts: number): 0 | 1 | 2 | 3 | 4 {
  if (sentIn === 0 || contexts === 0) return 0
  const share = sentIn / contexts
  return share < 0.02 ? 1 : share < 0.1 ? 2 : share < 0.4 ? 3 : 4
}
