import type { ChooseEmbeddingInput, EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'
import { RERANKS } from '@/lib/schemas/contexts/is-embedding-model'
import { type FormValues, isNeuralSource, ofSource, toChoice, toFormValues } from './form-values'

type ModelServer = EmbeddingModelsDto['servers'][number]

/** `choice` lacks its provider while the server is none yet. */
export type OfferedModel = {
  model: string
  from: 'folder' | 'download' | ModelServer
  choice: ChooseEmbeddingInput
}

/** Small, and knows some hundred languages. */
const SUGGESTED = 'Xenova/multilingual-e5-small'
const MAX_OFFERED = 3
/** What families of models were trained to read before a query and before a text. */
const PREFIXES: [RegExp, { queryPrefix: string; textPrefix: string }][] = [
  [/(?:^|[/-])e5-/i, { queryPrefix: 'query: ', textPrefix: 'passage: ' }],
  [/nomic-embed/i, { queryPrefix: 'search_query: ', textPrefix: 'search_document: ' }],
]
const NO_PREFIXES = { queryPrefix: '', textPrefix: '' }

/**
 * Models that one click makes the embedder: those of a model server that runs here, then those whose folders are there,
 * else one to download. None while a neural one serves or is about to.
 */
export function offeredModels(current: EmbeddingIndexDto, { local, servers }: EmbeddingModelsDto): OfferedModel[] {
  const values = toFormValues(current)
  if (isNeuralSource(values.source)) return []
  const choose = (model: string, chosen: Partial<FormValues>) => {
    const prefixes = PREFIXES.find(([family]) => family.test(model))?.[1] ?? NO_PREFIXES
    // nothing of it leaves this machine, so that messages may be embedded too
    return toChoice({ ...values, ...prefixes, ...chosen, model, embedsMessages: true })
  }
  const served = servers.flatMap((from) =>
    from.models.map((model) => ({ model, from, choice: choose(model, ofSource(from.providerId ?? from.baseUrl)) })),
  )
  const inFolder = (model: string, from: 'folder' | 'download') => {
    return {
      model,
      from,
      choice: choose(model, { ...ofSource('transformers'), isDownloadAllowed: from === 'download' }),
    }
  }
  const folders = local.isInstalled ? local.models.filter((model) => !RERANKS.test(model)) : []
  const present = [...served, ...folders.map((model) => inFolder(model, 'folder'))].slice(0, MAX_OFFERED)
  return present.length > 0 || !local.isInstalled ? present : [inFolder(SUGGESTED, 'download')]
}
