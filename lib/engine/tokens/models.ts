import type { ModelFamily, ModelSpec } from '../vocabulary/types'

type KnownModel = ModelSpec & { label: string }

const model = (
  id: string,
  label: string,
  family: ModelFamily,
  contextWindow: number,
  maxOutputTokens: number,
): KnownModel => ({ id, label, family, contextWindow, maxOutputTokens })

/** One that takes images. */
const seeing = (...sizes: Parameters<typeof model>): KnownModel => ({ ...model(...sizes), takesImages: true })

/** The model that answers without any provider, by extracting from the context. */
export const OFFLINE_MODEL_ID = 'loadout-extractive'

/**
 * Models for pickers, with the sizes (tokens) their providers state. Each also stands for the ids it is a prefix of
 * (dated and preview releases); the longest prefix wins.
 */
export const KNOWN_MODELS: readonly KnownModel[] = [
  model(OFFLINE_MODEL_ID, 'Offline model (quotes only)', 'generic', 16_000, 1_000),
  seeing('gpt-5.5', 'GPT-5.5', 'gpt', 1_050_000, 128_000),
  seeing('gpt-5.4', 'GPT-5.4', 'gpt', 1_050_000, 128_000),
  seeing('gpt-5.4-mini', 'GPT-5.4 mini', 'gpt', 400_000, 128_000),
  seeing('gpt-5.4-nano', 'GPT-5.4 nano', 'gpt', 400_000, 128_000),
  seeing('gpt-5', 'GPT-5', 'gpt', 400_000, 128_000),
  seeing('gpt-4.1', 'GPT-4.1', 'gpt', 1_047_576, 32_768),
  seeing('gpt-4o', 'GPT-4o', 'gpt', 128_000, 16_384),
  seeing('o4-mini', 'o4-mini', 'gpt', 200_000, 100_000),
  seeing('o3', 'o3', 'gpt', 200_000, 100_000),
  seeing('o1', 'o1', 'gpt', 200_000, 100_000),
  seeing('claude-fable-5', 'Claude Fable 5', 'claude', 1_000_000, 128_000),
  seeing('claude-opus-5', 'Claude Opus 5', 'claude', 1_000_000, 128_000),
  seeing('claude-sonnet-5', 'Claude Sonnet 5', 'claude', 1_000_000, 128_000),
  seeing('claude-opus-4-7', 'Claude Opus 4.7', 'claude', 1_000_000, 128_000),
  seeing('claude-opus-4-6', 'Claude Opus 4.6', 'claude', 200_000, 128_000),
  seeing('claude-sonnet-4-6', 'Claude Sonnet 4.6', 'claude', 200_000, 64_000),
  seeing('claude-haiku-4-5', 'Claude Haiku 4.5', 'claude', 200_000, 64_000),
  seeing('claude-opus-4-5', 'Claude Opus 4.5', 'claude', 200_000, 64_000),
  seeing('claude-sonnet-4', 'Claude Sonnet 4', 'claude', 200_000, 64_000),
  seeing('claude-opus-4', 'Claude Opus 4', 'claude', 200_000, 32_000),
  seeing('claude-3-7-sonnet', 'Claude Sonnet 3.7', 'claude', 200_000, 64_000),
  seeing('claude-3-5', 'Claude 3.5', 'claude', 200_000, 8_192),
  seeing('claude-3', 'Claude 3', 'claude', 200_000, 4_096),
  seeing('gemini-3', 'Gemini 3', 'gemini', 1_048_576, 65_536),
  seeing('gemini-2.5', 'Gemini 2.5', 'gemini', 1_048_576, 65_536),
  seeing('gemini-2.0', 'Gemini 2.0', 'gemini', 1_048_576, 8_192),
  seeing('llama-4-scout', 'Llama 4 Scout', 'llama', 10_000_000, 16_384),
  seeing('llama-4', 'Llama 4', 'llama', 1_000_000, 16_384),
  model('llama-3.3', 'Llama 3.3', 'llama', 128_000, 8_192),
  model('llama-3.2', 'Llama 3.2', 'llama', 128_000, 8_192),
  model('llama-3.1', 'Llama 3.1', 'llama', 128_000, 8_192),
  model('llama-3', 'Llama 3', 'llama', 8_192, 2_048),
  model('mistral-large', 'Mistral Large', 'generic', 128_000, 8_192),
  model('mistral-medium', 'Mistral Medium', 'generic', 128_000, 8_192),
  model('mistral-small', 'Mistral Small', 'generic', 128_000, 8_192),
  model('magistral', 'Magistral', 'generic', 128_000, 8_192),
  model('codestral', 'Codestral', 'generic', 128_000, 8_192),
  // They count in another encoding than o200k_base, so their counts are treated as estimates.
  seeing('gpt-4-turbo', 'GPT-4 Turbo', 'generic', 128_000, 4_096),
  model('gpt-4', 'GPT-4', 'generic', 8_192, 4_096),
  model('gpt-3.5-turbo', 'GPT-3.5 Turbo', 'generic', 16_385, 4_096),
]

const UNKNOWN_MODEL = { family: 'generic', contextWindow: 16_000, maxOutputTokens: 1_000 } as const

/** Takes none, though models of the name that it begins with do. */
const BLIND = /^o(?:1-mini|1-preview|3-mini)/
/** Says by its name that it takes images. */
const SEEING = /(?:vision|vl|llava|pixtral)(?![a-z])/

/**
 * The model that `id` names; a provider in front (`openai/gpt-5`, `models/gemini-2.5-pro`) and capitals are ignored. An
 * unknown id resolves to the generic family with a 16,000-token window and `isKnown: false`.
 */
export function resolveModel(id: string): ModelSpec & { isKnown: boolean } {
  const name = id.slice(id.lastIndexOf('/') + 1).toLowerCase()
  // Ollama and others write llama3.1:8b, Meta Llama-3.1-8B-Instruct or Meta-Llama-3.1.
  const normal = name.replace(/^meta-/, '').replace(/^llama(?=\d)/, 'llama-')
  let best: KnownModel | undefined
  for (const candidate of KNOWN_MODELS) {
    if (isVariantOf(normal, candidate.id) && candidate.id.length > (best?.id.length ?? 0)) best = candidate
  }
  const takesImages = SEEING.test(normal) || (best?.takesImages === true && !BLIND.test(normal))
  const taking = takesImages ? ({ takesImages } as const) : {}
  if (!best) return { id, ...UNKNOWN_MODEL, ...taking, isKnown: false }
  const { family, contextWindow, maxOutputTokens } = best
  return { id, family, contextWindow, maxOutputTokens, ...taking, isKnown: true }
}

/** `gpt-4o-mini` is a variant of `gpt-4o`, `gpt-50` none of `gpt-5`. */
function isVariantOf(name: string, id: string): boolean {
  return name.startsWith(id) && !/^[a-z0-9]/.test(name.slice(id.length))
}
