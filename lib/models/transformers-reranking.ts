import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RerankingPort } from '@/lib/engine/ports'
import { AppError } from '@/lib/errors'
import { limitTime } from './limit-time'
import { loadTransformers } from './load-transformers'

/** What is used of Transformers.js here. */
type Tokenize = (texts: string[], options: { text_pair: string[]; padding: true; truncation: true }) => unknown
type Classify = (input: unknown) => Promise<{ logits: { dims: number[]; data: ArrayLike<number> } }>
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
const MAX_OPEN_MODELS = 2

type CrossEncoder = { tokenize: Tokenize; classify: Classify }
const open = new Map<string, Promise<CrossEncoder>>()

/**
 * A cross-encoder that runs inside this process, by Transformers.js and from a local folder: nothing is fetched. Scores are
 * the sigmoid of a model's one logit, or the probability of the last of its classes. Opening the model counts into the time
 * of the call that does it; it goes on when that time is over, for the calls after.
 */
export function localReranking(model: string, options: LocalRerankingOptions): RerankingPort {
  return {
    model,
    score: async (query, passages) => {
      const isOver = { value: false }
      try {
        return await limitTime(
          scoreAll(query, passages, () => openCrossEncoder(model, options), isOver),
          options.timeoutMs,
        )
      } finally {
        isOver.value = true
      }
    },
  }
}

async function scoreAll(
  query: string,
  passages: string[],
  openModel: () => Promise<CrossEncoder>,
  isOver: { value: boolean },
): Promise<number[]> {
  const { tokenize, classify } = await openModel()
  const scores: number[] = []
  for (let start = 0; start < passages.length && !isOver.value; start += PASSAGES_PER_CALL) {
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

function openCrossEncoder(model: string, options: LocalRerankingOptions): Promise<CrossEncoder> {
  const key = join(options.modelsDir, model)
  const known = open.get(key)
  if (known) return known
  const opening = createCrossEncoder(model, options)
  const oldest = open.keys().next().value
  if (open.size >= MAX_OPEN_MODELS && oldest !== undefined) open.delete(oldest)
  open.set(key, opening)
  opening.catch(() => open.delete(key))
  return opening
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
  return { tokenize, classify }
}
