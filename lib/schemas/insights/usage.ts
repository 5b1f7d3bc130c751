import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { givenDay } from '@/lib/schemas/texts/moment'
import { idText } from '@/lib/schemas/texts/text'

export const USAGE_GROUPS = ['day', 'model', 'member', 'key', 'conversation', 'module'] as const
export type UsageGroupBy = (typeof USAGE_GROUPS)[number]

const DAY_MS = 86_400_000

const usageSumSchema = z
  .object({
    calls: z.int(),
    failed: z.int().meta({ description: 'Calls that came to nothing.' }),
    estimated: z.int().meta({ description: 'Calls whose tokens the provider did not tell: they are counted here.' }),
    inputTokens: z.int(),
    cachedTokens: z.int().meta({ description: 'Of the input tokens, those that the provider had cached.' }),
    outputTokens: z.int(),
    costUsd: z.number().meta({ description: 'By the prices at the time of each call.' }),
    unpriced: z.int().meta({ description: 'Calls of models without a price, which are not in the cost.' }),
  })
  .meta({ id: 'UsageSum' })
export type UsageSum = z.infer<typeof usageSumSchema>

export const usageReportSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    by: z.enum(USAGE_GROUPS),
    moduleName: z
      .string()
      .nullable()
      .meta({ description: 'Of the module whose days are told; null for none, or one that is gone.' }),
    isOwn: z.boolean().meta({ description: 'Only of the calls of whoever asks; administrators see all.' }),
    items: z
      .array(
        usageSumSchema.extend({
          key: z
            .string()
            .meta({ description: 'The day, or the id of the model, member, key, conversation or module.' }),
          name: z.string().nullable().meta({ description: 'Null for what is gone, or may not be read.' }),
        }),
      )
      .meta({
        description: `Days the latest first, everything else the most tokens first. Of a module, its share of the contexts of the latest ${LIMITS.moduleUsageCalls.toLocaleString('en')} answers whose context is kept: calls that it was sent in, input tokens, and its share of what the input cost.`,
      }),
    rest: usageSumSchema.nullable().meta({
      description: 'Of calls that belong to no item, such as those of keys where members are asked for.',
    }),
    total: usageSumSchema,
  })
  .meta({ id: 'UsageReport' })
export type UsageReport = z.infer<typeof usageReportSchema>

const daySchema = givenDay().meta({ description: 'A UTC day, YYYY-MM-DD.' })

export const listUsageSchema = z
  .strictObject({
    by: z.enum(USAGE_GROUPS).default('day'),
    from: daySchema.optional().meta({ description: 'First day; 29 days before the last one where it is left out.' }),
    to: daySchema.optional().meta({ description: 'Last day; today where it is left out.' }),
    module: idText().optional().meta({
      description: 'Of days: what this module took of each, as `by=module` tells it of all of them together.',
    }),
  })
  .refine(({ by, module }) => module === undefined || by === 'day', {
    path: ['module'],
    error: 'One module’s usage is told by day.',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['from'],
    error: 'The first day comes after the last one.',
  })
  .refine(
    ({ from, to }) =>
      from === undefined ||
      (Date.parse(to ?? new Date().toISOString().slice(0, 10)) - Date.parse(from)) / DAY_MS < LIMITS.usageDays,
    { path: ['from'], error: `Ask for at most ${LIMITS.usageDays} days at once.` },
  )

export const exportedUsageSchema = z.object({ fileName: z.string(), text: z.string() })

export const getConversationUsageSchema = z.strictObject({ id: idText().meta({ description: 'Of the conversation.' }) })

export const conversationUsageSchema = z
  .object({
    total: usageSumSchema,
    turns: z
      .array(
        z.object({
          messageId: z.string().nullable().meta({ description: 'The answer.' }),
          at: z.iso.datetime(),
          model: z.string(),
          status: z.enum(['running', 'complete', 'stopped', 'interrupted', 'failed']),
          isEstimated: z.boolean(),
          predictedTokens: z.int().meta({ description: 'Input tokens as counted beforehand, at the upper end.' }),
          inputTokens: z.int(),
          cachedTokens: z.int(),
          outputTokens: z.int(),
          costUsd: z.number().nullable().meta({ description: 'Null where the model has no price.' }),
        }),
      )
      .meta({ description: `Each call, the latest ${LIMITS.usageTurns}, oldest first.` }),
  })
  .meta({ id: 'ConversationUsage' })
export type ConversationUsage = z.infer<typeof conversationUsageSchema>
