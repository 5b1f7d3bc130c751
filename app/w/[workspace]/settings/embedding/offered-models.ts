import type { ChooseEmbeddingInput, EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/embedding'
import { isNeuralSource, ofSource, toChoice, toFormValues } from './form-values'

export type OfferedModel = { model: string; isDownload: boolean; choice: ChooseEmbeddingInput }

/** Small, and knows some hundred languages. */
const SUGGESTED = 'Xenova/multilingual-e5-small'
const MAX_OFFERED = 3
/** Such folders hold models that compare a question with a text, and embed nothing. */
const RERANKS = /rerank|cross-encoder|ms-marco-/i
/** What families of models were trained to read before a query and before a text. */
const PREFIXES: [RegExp, { queryPrefix: string; textPrefix: string }][] = [
  [/(?:^|[/-])e5-/i, { queryPrefix: 'query: ', textPrefix: 'passage: ' }],
  [/nomic-embed/i, { queryPrefix: 'search_query: ', textPrefix: 'search_document: ' }],
]

/**
 * Models that one click makes the embedder: those whose folders are there, else one to download. None while a neural
 * one serves or is about to.
 */
export function offeredModels(current: EmbeddingIndexDto, { local }: EmbeddingModelsDto): OfferedModel[] {
  const values = toFormValues(current)
  if (isNeuralSource(values.source) || !local.isInstalled) return []
  const present = local.models.filter((model) => !RERANKS.test(model)).slice(0, MAX_OFFERED)
  const models = present.length > 0 ? present : [SUGGESTED]
  return models.map((model) => {
    const isDownload = present.length === 0
    const prefixes = PREFIXES.find(([family]) => family.test(model))?.[1]
    const chosen = { ...values, ...ofSource('transformers'), ...prefixes, model, isDownloadAllowed: isDownload }
    return { model, isDownload, choice: toChoice(chosen) }
  })
}
