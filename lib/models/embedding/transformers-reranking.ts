import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RerankingPort } from '@/lib/engine/vocabulary/ports'
import { AppError } from '@/lib/errors'
import { keepOpen } from '@/lib/models/fetch/keep-open'
import { untilAborted } from '@/lib/models/fetch/until-aborted'
import { loadTransformers } from './load-transformers'

/** What is used of Transformers.js here. */
type Tokenize = (texts: string[], options: { text_pair: string[]; padding: true; truncation: true }) => unknown
type Classify = {
  (input: unknown): Promise<{ logits: { dims: number[]; data: ArrayLike<number> } }>
  dispose?(): Promise<unknown>
}
type CrossEncoderLibrary = {
  env: { localModelPath: string; allowLocalModels: boolean; allowRemoteModels: boolean }
  AutoTokenizer: { from_pretrained(model: string): Promise<Tokenize> }
  AutoModelForSequenceClassification: {
    from_pretrained(model: string, options: { dtype: 'fp32' | 'q8' }): Promise<Classify>
  }
}

export type LocalRerankingOptions = {
  /** Folder with a folder per model, such as `org/name` with config.json, tokenizer.json and onnx/. */
  modelsDir: string
  timeoutMs: number
  load?: () => Promise<unknown>
}

/** Few enough that a call past its time ends soon. */
const PASSAGES_PER_CALL = 8

type CrossEncoder = { tokenize: Tokenize; classify: Classify; dispose(): Promise<unknown> }
const borrowCrossEncoder = keepOpen<CrossEncoder>()

/**
 * A cross-encoder that runs inside this process, by Transformers.js and from a local folder: nothing is fetched. Scores are
 * the sigmoid of a model's one logit, or the probability of the last of its classes. Opening the model counts into the time
 * of the call that does it; it goes on when that time is over, for the calls after.
 */
export function localReranking(model: string, options: LocalRerankingOptions): RerankingPort {
  return {
    model,
    score: async (query, passages) => {
      const signal = AbortSignal.timeout(options.timeoutMs)
      const key = join(options.modelsDir, model)
      const { model: encoder, giveBack } = await borrowCrossEncoder(
        key,
        () => createCrossEncoder(model, options),
        signal,
      )
      // given back once it has ended, which it may after its time
      return untilAborted(scoreAll(query, passages, encoder, signal).finally(giveBack), signal)
    },
  }
}

async function scoreAll(
  query: string,
  passages: string[],
  { tokenize, classify }: CrossEncoder,
  signal: AbortSignal,
): Promise<number[]> {
  const scores: number[] = []
  for (let start = 0; start < passages.length && !signal.aborted; start += PASSAGES_PER_CALL) {
    const batch = passages.slice(start, start + PASSAGES_PER_CALL)
    const input = tokenize(
      batch.map(() => query),
      { text_pair: batch, padding: true, truncation: true },
    )
    const { logits } = await classify(input)
    scores.push(...toScores(logits))
  }
  return scores
}

function toScores({ dims, data }: { dims: number[]; data: ArrayLike<number> }): number[] {
  const classes = dims.at(-1) ?? 1
  return Array.from({ length: data.length / classes }, (_, row) => {
    const logits = Array.from({ length: classes }, (_each, at) => data[row * classes + at] ?? 0)
    const last = logits.at(-1) ?? 0
    if (classes === 1) return 1 / (1 + Math.exp(-last))
    return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - last), 0)
  })
}

async function createCrossEncoder(
  model: string,
  { modelsDir, load = loadTransformers }: LocalRerankingOptions,
): Promise<CrossEncoder> {
  if (!existsSync(join(modelsDir, model, 'config.json'))) {
    throw new AppError('UPSTREAM', `There is no model ${model} in ${modelsDir}. Put its files there.`)
  }
  const { env, AutoTokenizer, AutoModelForSequenceClassification } = (await load()) as CrossEncoderLibrary
  env.localModelPath = modelsDir
  env.allowLocalModels = true
  env.allowRemoteModels = false
  // a folder holds the full weights, the quantized ones, or both
  const hasFull = existsSync(join(modelsDir, model, 'onnx/model.onnx'))
  const [tokenize, classify] = await Promise.all([
    AutoTokenizer.from_pretrained(model),
    AutoModelForSequenceClassification.from_pretrained(model, { dtype: hasFull ? 'fp32' : 'q8' }),
  ])
  return { tokenize, classify, dispose: async () => classify.dispose?.() }
}
