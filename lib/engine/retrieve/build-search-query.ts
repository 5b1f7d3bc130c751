import { extractTerms } from '../text/terms'
import type { ComposeRequest } from '../vocabulary/composition'
import type { EmbeddingPort, SearchQuery, TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'

/** What cosines count beside BM25 when nobody has measured: where several public collections agree (`bench:retrieval`). */
const UNMEASURED_WEIGHT = 0.5
/** Of a vector's numbers: stored vectors have single precision and no more, and equal questions get equal searches. */
const DECIMALS = 1e6

/**
 * The query as the stores search it. Without an embedding, or when it fails, search goes by words alone; a failure is
 * reported as a warning, because the result is poorer than the policy promises.
 */
export async function buildSearchQuery(
  { standaloneQuery, identifiers }: Pick<QueryAnalysis, 'standaloneQuery' | 'identifiers'>,
  terms: TermCount[],
  request: Pick<ComposeRequest, 'filters' | 'excludes'>,
  embedding: EmbeddingPort | undefined,
): Promise<{ query: SearchQuery; notes: string[]; warnings: string[] }> {
  const query: SearchQuery = {
    terms,
    ...(request.filters ? { filters: request.filters } : {}),
    excludes: request.excludes,
  }
  if (!embedding) return { query, notes: ['no embedder: by words alone'], warnings: [] }
  const made = await embedQuery(standaloneQuery, terms, embedding)
  if (!made) {
    const warning = `embedding by ${embedding.model} failed: searched by words alone`
    return { query, notes: [warning], warnings: [warning] }
  }
  const vector = made.map((value) => Math.round(value * DECIMALS) / DECIMALS)
  const isZero = vector.every((value) => value === 0)
  if (isZero)
    return { query, notes: [`${embedding.model} knows none of the query's words: by words alone`], warnings: [] }
  const { weight, note } = weighVectors(embedding, terms, identifiers)
  return { query: { ...query, embedding: vector, vectorWeight: weight }, notes: [note], warnings: [] }
}

/** Undefined when the model fails, of which whoever opened it knows, or gives a vector of another length. */
async function embedQuery(text: string, terms: TermCount[], embedding: EmbeddingPort): Promise<number[] | undefined> {
  try {
    const made = (await embedding.embedTerms?.(terms)) ?? (await embedding.embed([text]))[0]
    const isUsable = made && (embedding.dimensions === 0 || made.length === embedding.dimensions)
    return isUsable ? made : undefined
  } catch {
    return undefined
  }
}

/** An embedder does not know the names that a query asks for; the more of it they are, the less its vector counts. */
function weighVectors(
  { model, calibration }: EmbeddingPort,
  terms: TermCount[],
  identifiers: string[],
): { weight: number; note: string } {
  const earned = calibration?.weight ?? UNMEASURED_WEIGHT
  const named = new Set(extractTerms(identifiers.join(' ')).map(({ id }) => id))
  const wordOf = ({ id, word = id }: TermCount) => word
  const words = new Set(terms.map(wordOf))
  const namedWords = new Set(terms.filter(({ id }) => named.has(id)).map(wordOf))
  const share = words.size > 0 ? namedWords.size / words.size : 0
  const weight = earned * (1 - share)
  const source = calibration?.weight === undefined ? 'not measured yet' : 'as measured on this library'
  const because = share > 0 ? `, times ${(1 - share).toFixed(2)} for the names in the question` : ''
  return {
    weight,
    note: `meaning counts ${weight.toFixed(2)} here, words 1: ${earned.toFixed(2)} ${source}${because} (${model})`,
  }
}
