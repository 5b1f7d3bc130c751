import type { RetrievalPort } from '@/lib/engine'

/** Ids of modules. */
export type MetModules = {
  /** Found by a search or read by id. */
  found: Set<string>
  /** Always-on modules and those with a rule: they are listed in every run, whether they take part or not. */
  standing: Set<string>
}

export const noMetModules = (): MetModules => ({ found: new Set(), standing: new Set() })

/**
 * The port, noting which modules its answers name. The engine reads the library through this port alone, and no answer
 * but the rough number of chunks depends on a module that it does not name. So a context stays the same without a module that was not met.
 */
export function noteMet(port: RetrievalPort, met: MetModules): RetrievalPort {
  const note = <T extends { moduleId: string }>(items: T[], into = met.found): T[] => {
    for (const { moduleId } of items) into.add(moduleId)
    return items
  }
  const noteHits = <T extends Record<'lexical' | 'vector', { moduleId: string }[]>>(hits: T): T => {
    note(hits.lexical)
    note(hits.vector)
    return hits
  }
  return {
    ...port,
    listStandingModules: async () => note(await port.listStandingModules(), met.standing),
    getModules: async (ids) => note(await port.getModules(ids)),
    searchModules: async (query, limit) => noteHits(await port.searchModules(query, limit)),
    searchLeftOut: async (query, limit) => note(await port.searchLeftOut(query, limit)),
    searchChunks: async (query, limit, ids) => noteHits(await port.searchChunks(query, limit, ids)),
    getChunks: async (ids) => note(await port.getChunks(ids)),
    getNeighbours: async (ids, reach) => {
      const neighbours = await port.getNeighbours(ids, reach)
      for (const each of neighbours) note(each)
      return neighbours
    },
    ...(port.getSummaries
      ? { getSummaries: async (ids: string[]) => note((await port.getSummaries?.(ids)) ?? []) }
      : {}),
  }
}
