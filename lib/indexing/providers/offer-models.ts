import { KNOWN_MODELS, type ModelFamily, type ModelSpec, resolveModel } from '@/lib/engine'
import { findPrices } from '@/lib/models/providers/model-prices'
import type { ModelPrices, ProviderKind, ProviderModel } from '@/lib/schemas/workspaces/provider'
import { type ProviderRow, toKind, toModels } from './to-provider'

const FAMILY_OF_KIND: Record<ProviderKind, ModelFamily | null> = {
  openai: 'gpt',
  'openai-responses': 'gpt',
  anthropic: 'claude',
  google: 'gemini',
  mistral: null,
  'openai-compatible': null,
}

/** A model that can be asked: `spec.id` is what requests name it by, `upstreamId` what its provider does. */
export type OfferedModel = {
  spec: ModelSpec
  name: string
  upstreamId: string
  provider: ProviderRow
  /** Null where they are not known. */
  prices: ModelPrices | null
}

/** The share of a window that an answer gets at most, unless a size is stated. */
const RESPONSE_SHARE = 0.25

/** The model with other sizes; a smaller window takes a response size that nobody stated along. */
export function resizeModel(
  model: ModelSpec,
  { contextWindow = model.contextWindow, maxOutputTokens }: { contextWindow?: number; maxOutputTokens?: number },
): ModelSpec {
  const fitting = Math.max(1, Math.floor(contextWindow * RESPONSE_SHARE))
  return {
    ...model,
    contextWindow,
    maxOutputTokens: maxOutputTokens ?? Math.min(model.maxOutputTokens, fitting),
  }
}

function toSpec(model: ProviderModel, kind: ProviderKind): ModelSpec {
  const { isKnown, ...known } = resolveModel(model.id)
  const family = model.family ?? (isKnown ? known.family : (FAMILY_OF_KIND[kind] ?? known.family))
  const { takesImages: isKnownToSee, ...sized } = resizeModel({ ...known, family }, model)
  return { ...sized, ...((model.takesImages ?? isKnownToSee) ? { takesImages: true } : {}) }
}

/** What a provider offers when nobody says which models: the known ones of its family. */
function defaultModels(kind: ProviderKind): ProviderModel[] {
  return KNOWN_MODELS.filter((model) => model.family === FAMILY_OF_KIND[kind]).map(({ id, label }) => ({
    id,
    name: label,
  }))
}

/** What the enabled providers offer. An id that two of them offer belongs to the first; the other's gets its provider’s id in front. */
export function offerModels(providers: ProviderRow[]): OfferedModel[] {
  const offered = new Map<string, OfferedModel>()
  for (const provider of providers.filter((row) => row.isEnabled)) {
    const kind = toKind(provider.kind)
    const own = toModels(provider)
    for (const model of own.length > 0 ? own : defaultModels(kind)) {
      const id = offered.has(model.id) ? `${provider.id}/${model.id}` : model.id
      const spec = { ...toSpec(model, kind), id }
      const prices = model.prices ?? findPrices(model.id) ?? null
      offered.set(id, { spec, name: model.name ?? model.id, upstreamId: model.id, provider, prices })
    }
  }
  return [...offered.values()]
}
