import { z } from 'zod'
import { PREFIX_CAUSES, type PrefixCause } from '@/lib/engine/vocabulary/comparison'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'

/** What is expected of a provider's cache: it keeps a prefix for so long. */
export const CACHE_MINUTES = 5
const LEAST_CACHED_TOKENS = 1_024
/** Models whose cache takes shorter prefixes, or longer ones alone, as published in 2026. */
const OTHER_LEAST: [RegExp, number][] = [
  [/^claude-(?:opus|fable)-5/, 512],
  [/^claude-(?:opus-4-7|3-5-haiku|3-haiku)/, 2_048],
  [/^claude-(?:opus-4-[56]|haiku-4-5)/, 4_096],
  [/^gemini-\d(?:\.\d)?-pro/, 4_096],
]

/** The shortest prefix that a model's provider caches, in tokens. */
export function leastCachedTokens(model: string): number {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase()
  return OTHER_LEAST.find(([pattern]) => pattern.test(name))?.[1] ?? LEAST_CACHED_TOKENS
}

/** `first`: its model was asked nothing before; `expired`: asked too long ago; `unknown`: its context is not kept any more. */
const PREFIX_STATES = ['first', 'kept', 'changed', 'expired', 'unknown'] as const

export const getCacheMapSchema = z.strictObject({ id: idText().meta({ description: 'Id of the conversation.' }) })

const prefixCauseSchema = z.object({
  kind: z.enum(PREFIX_CAUSES),
  moduleId: z.string().optional(),
  title: z.string().optional().meta({ description: 'Of the module, as it is called now.' }),
  from: z.int().optional().meta({ description: 'The version before.' }),
  to: z.int().optional(),
}) satisfies z.ZodType<PrefixCause>

const cacheTurnSchema = z
  .object({
    messageId: z.string().meta({ description: 'The answer.' }),
    at: z.iso.datetime(),
    model: z.string(),
    column: z.int().nullable(),
    state: z.enum(PREFIX_STATES),
    cause: prefixCauseSchema.nullable().meta({ description: 'What changed the prefix since the turn before.' }),
    prefixTokens: z.int().nullable().meta({ description: 'Of the stable prefix; null where it is not kept any more.' }),
    predictedTokens: z.int().meta({
      description: `Of the prefix, those that the turn before of the same model, not more than ${CACHE_MINUTES} minutes ago, began with too; 0 where they are fewer than its cache takes, ${LEAST_CACHED_TOKENS} for most.`,
    }),
    inputTokens: z.int().nullable(),
    cachedTokens: z.int().nullable().meta({ description: 'As the provider counted; null where it said nothing.' }),
    savedUsd: z.number().nullable().meta({ description: 'By the price of the model now; null without one.' }),
  })
  .meta({ id: 'CacheTurn' })
export type CacheTurn = z.infer<typeof cacheTurnSchema>

export const cacheMapSchema = z
  .object({
    turns: z.array(cacheTurnSchema).meta({
      description: `Answers of providers’ models, the latest ${LIMITS.cacheTurns}, oldest first.`,
    }),
    total: z.object({ predictedTokens: z.int(), inputTokens: z.int(), cachedTokens: z.int(), savedUsd: z.number() }),
  })
  .meta({ id: 'CacheMap', description: 'What providers read from their caches in a conversation, and what broke it.' })
export type CacheMap = z.infer<typeof cacheMapSchema>

/** What a change to modules costs in providers' caches. */
export const brokenPrefixesSchema = z
  .object({
    conversations: z.int().meta({ description: 'Whose stable prefix changes.' }),
    days: z.int().meta({ description: 'They were active in so many days.' }),
    tokens: z.int().meta({ description: 'That are sent anew once in each, on average.' }),
    isAtLeast: z.boolean().meta({
      description: `There are more: the latest ${LIMITS.prefixesLookedAt.toLocaleString('en')} contexts were looked at.`,
    }),
  })
  .meta({ id: 'BrokenPrefixes' })
export type BrokenPrefixes = z.infer<typeof brokenPrefixesSchema>
