import type { ModelFamily } from '../vocabulary/types'
import { familyPercent } from './tokenizer'

/** One answer: o200k_base tokens of what was sent, and what its provider charged for it without the messages' own cost. */
export type TokenSample = { counted: number; actual: number }

/** Answers that are remembered. */
export const MAX_TOKEN_SAMPLES = 64
/** Answers from which counts may also get smaller. */
const MIN_ANSWERS = 5
/** In shorter prompts what providers add by themselves would pass for the tokenizer. */
const MIN_COUNTED = 200
const SAFE_QUANTILE = 0.95
/** The quantile of few answers is uncertain: this much on top, divided by the root of their number, and a rest. */
const UNCERTAINTY = 0.1
const REST = 0.01
/** Per cent of o200k_base. No tokenizer in use is denser than the one, or so much coarser than the other on real text. */
const LEAST_PERCENT = 80
const MOST_PERCENT = 400
/** A smaller count is only worth new bytes for everyone when it is smaller by this, in points. */
const WORTHWHILE = 3

/**
 * Per cent of o200k_base at which a model's tokens are safely counted, learned from answers: the 95th percentile of
 * actual by counted, with a reserve for how few they are. Few answers only raise the count. A family that is counted
 * exactly stays so until it proves wrong by more than 2 %.
 *
 * @param inUse the percentage that the answers were counted with
 * @returns `inUse` unless the change is worthwhile
 */
export function calibratePercent(family: ModelFamily, samples: TokenSample[], inUse = familyPercent(family)): number {
  const ratios = usable(samples).map(({ counted, actual }) => actual / counted)
  ratios.sort((a, b) => a - b)
  if (ratios.length === 0) return inUse
  const safe = ratios[Math.ceil(SAFE_QUANTILE * ratios.length) - 1]!
  const reserve = 1 + REST + UNCERTAINTY / Math.sqrt(ratios.length)
  const learned = Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, Math.ceil(100 * safe * reserve)))
  if (family === 'gpt' && safe <= 1.02) return familyPercent(family)
  if (100 * safe > inUse) return learned
  const isEnough = ratios.length >= MIN_ANSWERS
  return isEnough && learned <= inUse - WORTHWHILE ? learned : inUse
}

/**
 * How far answers lie around the middle between the least of them and what is counted, in per cent; undefined without
 * answers that are long enough.
 *
 * @param percent at which they are counted
 */
export function calibrationError(samples: TokenSample[], percent: number): number | undefined {
  const ratios = usable(samples).map(({ counted, actual }) => (100 * actual) / counted)
  if (ratios.length === 0) return undefined
  ratios.sort((a, b) => a - b)
  const least = Math.min(percent, ratios[Math.floor((1 - SAFE_QUANTILE) * ratios.length)]!)
  return Math.max(1, Math.ceil((100 * (percent - least)) / (percent + least)))
}

/** Mean of |counted × percent − actual| / actual, 0–; undefined without answers that are long enough. */
export function meanTokenError(samples: TokenSample[], percent: number): number | undefined {
  const errors = usable(samples).map(({ counted, actual }) => Math.abs((counted * percent) / 100 - actual) / actual)
  return errors.length === 0 ? undefined : errors.reduce((total, error) => total + error, 0) / errors.length
}

function usable(samples: TokenSample[]): TokenSample[] {
  return samples.filter(
    ({ counted, actual }) => counted >= MIN_COUNTED && actual > 0.3 * counted && actual < 6 * counted,
  )
}
