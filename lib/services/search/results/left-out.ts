import type { RetrievalPort, SearchQuery } from '@/lib/engine'
import type { LeftOutDto } from '@/lib/schemas/contexts/search'
import { LIMITS } from '@/lib/schemas/limits'

/** Of the best score by words that the search met: what has less shares a common word with the query, and no more. */
const LEAST_SHARE = 0.5

const INCLUSIONS: Record<LeftOutDto['activation'], string> = {
  manual: 'Pin it, by its id, to send it.',
  rule: 'It is sent when its rules match, or when it is pinned.',
  always: 'It is sent with every question.',
}

/**
 * A port that remembers what the search asks its modules for, so that the modules left out are looked for with the same
 * words, without reading the query again. `nameLeftOut` is for after the search: at most `LIMITS.leftOutModules`, best
 * first, without those that are taken already.
 */
export function watchLeftOut(port: RetrievalPort) {
  let asked: { query: SearchQuery; best: number } | undefined
  const retrieval: RetrievalPort = {
    ...port,
    async searchModules(query, limit) {
      const found = await port.searchModules(query, limit)
      asked = { query, best: found.lexical[0]?.score ?? 0 }
      return found
    },
  }
  async function nameLeftOut(taken: string[] = []): Promise<LeftOutDto[]> {
    if (!asked) return []
    const { query, best } = asked
    const excludes = [...query.excludes, ...taken]
    const hits = await port.searchLeftOut({ ...query, excludes }, LIMITS.leftOutModules)
    const least = LEAST_SHARE * Math.max(best, hits[0]?.score ?? 0)
    const ids = hits.filter(({ score }) => score >= least).map(({ moduleId }) => moduleId)
    const modules = ids.length > 0 ? await port.getModules(ids) : []
    return modules.flatMap(({ moduleId, name, activation }) =>
      activation === 'semantic' ? [] : [{ moduleId, name, activation, inclusion: INCLUSIONS[activation] }],
    )
  }
  return { retrieval, nameLeftOut }
}
