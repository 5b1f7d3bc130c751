import { type RetrievalSet, toModules } from './load-sets'
import type { Ranking } from './measure-ranking'
import { searchInMemory } from './search-in-memory'

const STARTS = [1, 2, 3, 4, 5]

/** The product's search in memory, its embedder fitted from other random starts: a gain within what they differ by is chance. */
export async function* rankByStarts(set: RetrievalSet): AsyncGenerator<[string, Ranking]> {
  for (const seed of STARTS)
    yield [`in memory, fitted from start ${seed}`, await searchInMemory(toModules(set), { seed })]
}
