import type { EmbeddingPort, SearchQuery, TermCount } from '../ports'
import type { ComposeRequest } from '../types'

/**
 * The query as the stores search it. Without an embedding, or when it fails, search goes by words alone; a failure is
 * reported as a warning, because the result is poorer than the policy promises.
 */
export async function buildSearchQuery(
  text: string,
  terms: TermCount[],
  request: Pick<ComposeRequest, 'filters' | 'excludes'>,
  embedding: EmbeddingPort | undefined,
): Promise<{ query: SearchQuery; warnings: string[] }> {
  const query: SearchQuery = {
    terms,
    ...(request.filters ? { filters: request.filters } : {}),
    excludes: request.excludes,
  }
  if (!embedding) return { query, warnings: [] }
  try {
    const [vector] = await embedding.embed([text])
    if (!vector || (embedding.dimensions > 0 && vector.length !== embedding.dimensions)) {
      throw new Error('unexpected dimensions')
    }
    const isZero = vector.every((value) => value === 0)
    return { query: isZero ? query : { ...query, embedding: vector }, warnings: [] }
  } catch {
    return { query, warnings: [`embedding by ${embedding.model} failed: searched by words alone`] }
  }
}
