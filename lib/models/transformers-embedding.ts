import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { planWindows, type TokenVector } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { alignTokens } from './align-tokens'
import { type FeatureExtractor, loadTransformers } from './load-transformers'

export type LocalModelOptions = {
  /** Folder with a folder per model, such as `org/name` with config.json, tokenizer.json and onnx/. */
  modelsDir: string
  /** Only when an administrator asked for it: fetches from huggingface.co what the folder does not have. */
  isDownloadAllowed?: boolean
  load?: typeof loadTransformers
}

export type LocalEmbedding = {
  embed(texts: string[]): Promise<number[][]>
  embedTokens(text: string): Promise<TokenVector[]>
}

const TEXTS_PER_CALL = 16
/** Tokens that a model reads at once unless it says otherwise; some say “any number”. */
const DEFAULT_WINDOW = 512
const MAX_WINDOW = 8_192
/** Beginning and end of a text. */
const SPECIAL_TOKENS = 2
const MAX_OPEN_MODELS = 2

const open = new Map<string, Promise<FeatureExtractor>>()

/**
 * A model that runs inside this process.
 * @throws AppError UPSTREAM when Transformers.js or the model is missing; the message says what to do
 */
export async function openLocalEmbedding(model: string, options: LocalModelOptions): Promise<LocalEmbedding> {
  const extractor = await openExtractor(model, options)
  const size = windowOf(extractor)
  return {
    embed: async (texts) => {
      const vectors: number[][] = []
      for (let start = 0; start < texts.length; start += TEXTS_PER_CALL) {
        const batch = texts.slice(start, start + TEXTS_PER_CALL)
        const { dims, data } = await extractor(batch, { pooling: 'mean', normalize: true })
        vectors.push(...rowsOf(data, dims.at(-1) ?? 0))
      }
      return vectors
    },
    embedTokens: async (text) => {
      const spans = alignTokens(text, extractor.tokenizer.tokenize(text))
      const tokens: TokenVector[] = []
      for (const window of planWindows(spans.length, size)) {
        const offset = spans[window.start]?.start ?? 0
        const part = text.slice(offset, spans[window.end - 1]?.end)
        const inPart = await embedPart(extractor, part)
        // a token at an edge is read better by the neighboring window
        const from = window.keepFrom === 0 ? 0 : (spans[window.keepFrom]?.start ?? 0)
        const to = spans[window.keepTo]?.start ?? Number.POSITIVE_INFINITY
        for (const { start, end, vector } of inPart) {
          if (start + offset >= from && start + offset < to)
            tokens.push({ start: start + offset, end: end + offset, vector })
        }
      }
      return tokens
    },
  }
}

async function embedPart(extractor: FeatureExtractor, text: string): Promise<TokenVector[]> {
  const spans = alignTokens(text, extractor.tokenizer.tokenize(text, { add_special_tokens: true }))
  const { dims, data } = await extractor([text], { pooling: 'none' })
  const vectors = rowsOf(data, dims.at(-1) ?? 0)
  return spans.flatMap((span, i) => {
    const vector = vectors[i]
    return vector && span.end > span.start ? [{ ...span, vector }] : []
  })
}

function rowsOf(data: ArrayLike<number>, width: number): number[][] {
  if (width === 0) return []
  return Array.from({ length: data.length / width }, (_, row) =>
    Array.prototype.slice.call(data, row * width, (row + 1) * width),
  )
}

function windowOf({ tokenizer }: FeatureExtractor): number {
  const stated = tokenizer.model_max_length ?? DEFAULT_WINDOW
  return (stated > MAX_WINDOW ? DEFAULT_WINDOW : stated) - SPECIAL_TOKENS
}

function openExtractor(model: string, options: LocalModelOptions): Promise<FeatureExtractor> {
  const key = `${options.modelsDir}\0${model}`
  const known = open.get(key)
  if (known) return known
  const opening = createExtractor(model, options)
  const oldest = open.keys().next().value
  if (open.size >= MAX_OPEN_MODELS && oldest !== undefined) open.delete(oldest)
  open.set(key, opening)
  opening.catch(() => open.delete(key))
  return opening
}

async function createExtractor(
  model: string,
  { modelsDir, isDownloadAllowed = false, load = loadTransformers }: LocalModelOptions,
): Promise<FeatureExtractor> {
  const { env, pipeline } = await load()
  if (!isDownloadAllowed && !existsSync(join(modelsDir, model, 'config.json'))) {
    const message = `There is no model ${model} in ${modelsDir}. Put its files there, or allow its download when you choose it.`
    throw new AppError('UPSTREAM', message)
  }
  env.localModelPath = modelsDir
  env.cacheDir = modelsDir
  env.allowLocalModels = true
  env.allowRemoteModels = isDownloadAllowed
  try {
    return await pipeline('feature-extraction', model)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AppError('UPSTREAM', `The model ${model} could not be loaded: ${why}`, {}, { cause: error })
  } finally {
    env.allowRemoteModels = false
  }
}
