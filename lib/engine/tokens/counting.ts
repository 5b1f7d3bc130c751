import type { ComposeRequest } from '../vocabulary/composition'
import type { ModelFamily, ModelSpec } from '../vocabulary/types'
import { OFFLINE_MODEL_ID } from './models'
import { familyPercent } from './tokenizer'

/** What a request is counted by; empty where its family says it all. */
export type Counting = Pick<ComposeRequest, 'tokenPercent' | 'counting'>

/** Per cent of o200k_base at which a model's answers are safely counted, and how far they lie around the middle. */
export type LearnedCount = { percent: number; errorPercent: number | null }

/** How far, in per cent, real text lies around the middle of what is expected; counted is the upper end. */
const FAMILY_ERROR: Record<ModelFamily, number> = { gpt: 0, generic: 20, claude: 10, gemini: 10, llama: 13 }

/** Measured on the same texts: 429 tokens of o200k_base are 506 of the models up to 4.6, and 656 from 4.7 on. */
const CLAUDE = { before: 118, since: 153, changedAt: 4.07, messageTokens: 7 }

/** 4.06 of `claude-opus-4-6`, 3.05 of `claude-3-5-sonnet`, 4 of `claude-sonnet-4-20250514`; undefined without a number. */
function claudeVersion(id: string): number | undefined {
  const found = /claude-(?:[a-z]{1,20}-)?(\d{1,2})(?!\d)(?:[-.](\d{1,2})(?!\d))?/.exec(id.toLowerCase())
  return found ? Number(found[1]) + Number(found[2] ?? 0) / 100 : undefined
}

/** The upper end of an estimate of so many per cent, give or take. */
const upperEnd = (percent: number, errorPercent: number) => Math.ceil((percent * (100 + errorPercent)) / 100)

/**
 * How a model's tokens are counted: with its own vocabulary where that is at hand, else as its answers told, else by what is known of its tokenizer. Of Claude an unknown
 * version is taken as one of the newest, which make more.
 */
export function countingOf(
  { id, family }: Pick<ModelSpec, 'id' | 'family'>,
  learned?: LearnedCount,
  vocabulary?: string,
): Counting {
  if (vocabulary !== undefined) return { counting: { errorPercent: 0, isLearned: false, vocabulary } }
  const errorPercent = FAMILY_ERROR[family]
  const frame = family === 'claude' ? { messageTokens: CLAUDE.messageTokens } : {}
  if (learned) {
    const error = learned.errorPercent ?? errorPercent
    return { tokenPercent: learned.percent, counting: { errorPercent: error, isLearned: true, ...frame } }
  }
  if (family !== 'claude') return {}
  const isBefore = (claudeVersion(id) ?? CLAUDE.changedAt) < CLAUDE.changedAt
  const tokenPercent = upperEnd(isBefore ? CLAUDE.before : CLAUDE.since, errorPercent)
  return { tokenPercent, counting: { errorPercent, isLearned: false, ...frame } }
}

/** Tokens counted for 100 of o200k_base while no answers tell better. */
export function expectedPercent(model: Pick<ModelSpec, 'id' | 'family'>): number {
  return countingOf(model).tokenPercent ?? familyPercent(model.family)
}

/** Whether a request's counts are the tokenizer's own, or how far the truth may lie around the middle of the estimate. */
export function describeCounting({ model, tokenPercent, counting }: Counting & Pick<ComposeRequest, 'model'>): {
  isExact: boolean
  percent: number
  errorPercent: number
} {
  const isOffline = model.id === OFFLINE_MODEL_ID
  const isOwn = counting?.vocabulary !== undefined
  const percent = isOffline || isOwn ? 100 : (tokenPercent ?? familyPercent(model.family))
  const isExact = isOffline || isOwn || (model.family === 'gpt' && percent === 100)
  return { isExact, percent, errorPercent: isExact ? 0 : (counting?.errorPercent ?? FAMILY_ERROR[model.family]) }
}
