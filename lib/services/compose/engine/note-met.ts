import type { RetrievalPort } from '@/lib/engine'

/** Ids of modules. */
export type MetModules = {
  /** That a search found or a look-up gave. */
  found: Set<string>
  /** That stand in every list of those with a rule or none, whether they take part or not. */
  standing: Set<string>
}

export const noMetModules = (): MetModules => ({ found: new Set(), standing: new Set() })

/**
 * The port, noting of which modules it shows something. The engine knows the library by this port alone, and none of its
 * answers depends on a module that is not in it: leaving out a module that was not met changes nothing.
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
