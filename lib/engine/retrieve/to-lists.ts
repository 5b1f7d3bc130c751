import type { PolicySettings } from '../vocabulary/policy'
import type { SearchQuery } from '../vocabulary/ports'
import type { ScoredList } from './fuse-hits'

/**
 * What the two channels found, with their weights. A channel that did not run takes no part; lexical search always runs, so
 * that having none of the query's words speaks against a text.
 */
export function toLists(
  [lexicalName, vectorName]: [string, string],
  query: Pick<SearchQuery, 'embedding' | 'vectorWeight'>,
  { lexicalWeight, vectorWeight }: Pick<PolicySettings['retrieval'], 'lexicalWeight' | 'vectorWeight'>,
  found: { lexical: ScoredList['hits']; vector: ScoredList['hits'] },
): ScoredList[] {
  const lexical = { name: lexicalName, weight: lexicalWeight, hits: found.lexical }
  if (!query.embedding) return [lexical]
  const weight = vectorWeight * (query.vectorWeight ?? 1)
  return [lexical, { name: vectorName, weight, isBounded: true, hits: found.vector }]
}
