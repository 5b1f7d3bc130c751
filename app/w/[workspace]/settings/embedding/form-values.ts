import type { ChooseEmbeddingInput, EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'

/** `automatic`, `hash`, `transformers`, or a provider's id. */
export type Source = string

export type FormValues = {
  source: Source
  model: string
  /** How much of its surroundings a chunk's vector has. */
  context: 'alone' | 'parent' | 'late'
  /** Of the module in each chunk's vector, in per cent as typed; with late chunking, where that is not possible. */
  parentPercent: string
  isDownloadAllowed: boolean
  queryPrefix: string
  textPrefix: string
  embedsMessages: boolean
}

/** Offered when the module is mixed in. */
const PARENT_PERCENT = 20

export function toFormValues(index: EmbeddingIndexDto): FormValues {
  const { kind, providerId, model, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, embedsMessages } = index
  const isNeural = kind === 'provider' || kind === 'transformers'
  return {
    source: isAutomatic ? 'automatic' : kind === 'provider' ? (providerId ?? 'automatic') : kind,
    model: isNeural ? model : '',
    context: isLate ? 'late' : parentShare > 0 ? 'parent' : 'alone',
    parentPercent: String(isLate || parentShare > 0 ? Math.round(parentShare * 1000) / 10 : PARENT_PERCENT),
    isDownloadAllowed: false,
    queryPrefix,
    textPrefix,
    embedsMessages,
  }
}

/** What another source begins with: a model inside Loadout sends the messages nowhere. */
export const ofSource = (source: Source): Partial<FormValues> => ({
  source,
  model: '',
  embedsMessages: source === 'transformers',
})

export function isNeuralSource(source: Source): boolean {
  return source !== 'automatic' && source !== 'hash'
}

export function toChoice(values: FormValues): ChooseEmbeddingInput {
  const { source, model, context, parentPercent, isDownloadAllowed, queryPrefix, textPrefix, embedsMessages } = values
  if (source === 'automatic' || source === 'hash') return { kind: source }
  const parentShare = context !== 'alone' ? Number(parentPercent) / 100 : 0
  const fields = { model, isLate: context === 'late', parentShare, queryPrefix, textPrefix, embedsMessages }
  return source === 'transformers'
    ? { kind: 'transformers', ...fields, isDownloadAllowed }
    : { kind: 'provider', providerId: source, ...fields, isLate: false }
}

export function sourceOptions({ providers }: EmbeddingModelsDto) {
  return [
    { value: 'automatic', label: 'Offline, automatic' },
    { value: 'hash', label: 'Offline, by how words are written' },
    ...providers.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'transformers', label: 'A model inside Loadout (Transformers.js)' },
  ]
}

/** Models to offer for a source. */
export function knownModels(source: Source, { providers, local }: EmbeddingModelsDto): string[] {
  if (source === 'transformers') return local.models
  return providers.find(({ id }) => id === source)?.models ?? []
}
