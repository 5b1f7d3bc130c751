import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { planWindows, type TokenVector } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { keepOpen } from '@/lib/models/fetch/keep-open'
import { untilAborted } from '@/lib/models/fetch/until-aborted'
import { alignTokens } from '@/lib/models/tokens/align-tokens'
import { type FeatureExtractor, loadTransformers } from './load-transformers'

export type LocalModelOptions = {
  /** Folder with a folder per model, such as `org/name` with config.json, tokenizer.json and onnx/. */
  modelsDir: string
  /** Only when an administrator asked for it: fetches from huggingface.co what the folder does not have. */
  isDownloadAllowed?: boolean
  load?: typeof loadTransformers
}

type Stoppable = { signal?: AbortSignal }

export type LocalEmbedding = {
  embed(texts: string[], options?: Stoppable): Promise<number[][]>
  embedTokens(text: string, options?: Stoppable): AsyncIterable<TokenVector[]>
}

const TEXTS_PER_CALL = 16
/** Tokens that a model reads at once unless it says otherwise; some say “any number”. */
const DEFAULT_WINDOW = 512
const MAX_WINDOW = 8_192
/** Beginning and end of a text. */
const SPECIAL_TOKENS = 2

const borrowExtractor = keepOpen<FeatureExtractor>()

/**
 * A model that runs inside this process, opened by its first text. A call ends with its signal, the model's own work with
 * the batch or window that it is at.
 * @throws AppError UPSTREAM when Transformers.js or the model is missing; the message says what to do
 */
export function localEmbedding(model: string, options: LocalModelOptions): LocalEmbedding {
  const key = `${options.modelsDir}\0${model}`
  const borrow = (signal?: AbortSignal) => borrowExtractor(key, () => createExtractor(model, options), signal)
  const embedAll = async (texts: string[], signal?: AbortSignal) => {
    const { model: extractor, giveBack } = await borrow(signal)
    try {
      const vectors: number[][] = []
      for (let start = 0; start < texts.length; start += TEXTS_PER_CALL) {
        signal?.throwIfAborted()
        const batch = texts.slice(start, start + TEXTS_PER_CALL)
        const { dims, data } = await extractor(batch, { pooling: 'mean', normalize: true })
        vectors.push(...rowsOf(data, dims.at(-1) ?? 0))
      }
      return vectors
    } finally {
      giveBack()
    }
  }
  return {
    embed: (texts, { signal } = {}) => untilAborted(embedAll(texts, signal), signal),
    embedTokens: async function* (text, { signal } = {}) {
      const { model: extractor, giveBack } = await borrow(signal)
      try {
        yield* embedWindows(extractor, text, signal)
      } finally {
        giveBack()
      }
    },
  }
}

/** Window by window, since the vectors of a long text's tokens take gigabytes. */
async function* embedWindows(
  extractor: FeatureExtractor,
  text: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TokenVector[]> {
  const spans = alignTokens(text, extractor.tokenizer.tokenize(text))
  for (const window of planWindows(spans.length, windowOf(extractor))) {
    signal?.throwIfAborted()
    const offset = spans[window.start]?.start ?? 0
    const inPart = await embedPart(extractor, text.slice(offset, spans[window.end - 1]?.end))
    // a token at an edge is read better by the neighboring window
    const from = window.keepFrom === 0 ? 0 : (spans[window.keepFrom]?.start ?? 0)
    const to = spans[window.keepTo]?.start ?? Number.POSITIVE_INFINITY
    yield inPart
      .map(({ start, end, vector }) => ({ start: start + offset, end: end + offset, vector }))
      .filter(({ start }) => start >= from && start < to)
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
