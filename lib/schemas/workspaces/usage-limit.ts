import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'

export const LIMIT_KINDS = ['member', 'key'] as const
export type LimitKind = (typeof LIMIT_KINDS)[number]
export const LIMIT_PERIODS = ['day', 'month'] as const
export type LimitPeriod = (typeof LIMIT_PERIODS)[number]

const limitShape = {
  period: z.enum(LIMIT_PERIODS).meta({ description: 'A UTC day, or a calendar month in UTC.' }),
  maxTokens: z
    .int('Write a whole number of tokens.')
    .min(0)
    .max(LIMITS.usageLimitTokens)
    .nullable()
    .meta({ description: 'Tokens in and out; null for any number.' }),
  maxCostUsd: z
    .number()
    .min(0)
    .max(LIMITS.usageLimitUsd)
    .nullable()
    .meta({ description: 'Calls of models without a price count as free; null for any cost.' }),
}

export const saveUsageLimitSchema = z.strictObject({
  kind: z.enum(LIMIT_KINDS),
  subjectId: idText().nullable().meta({
    description: 'The member’s user id or the key’s id; null for each that has no limit of its own.',
  }),
  limit: z
    .strictObject(limitShape)
    .nullable()
    .meta({ description: 'Null removes it. One with neither tokens nor cost lets its subject use any number.' }),
})

const usageLimitSchema = z
  .object({
    kind: z.enum(LIMIT_KINDS),
    subjectId: z.string().nullable(),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Of the member or key; null for each of them, or where it is gone.' }),
    ...limitShape,
    usedTokens: z.int().nullable().meta({ description: 'In this period; null for a limit of each of them.' }),
    usedCostUsd: z.number().nullable(),
    startsAnewAt: z.iso.datetime(),
  })
  .meta({ id: 'UsageLimit' })
export type UsageLimitDto = z.infer<typeof usageLimitSchema>

export const listUsageLimitsSchema = z.strictObject({})
export const usageLimitListSchema = z.object({
  items: z
    .array(usageLimitSchema)
    .meta({ description: 'Those of each member and key first. Whoever is no administrator gets what holds for them.' }),
  total: z.int(),
  nextCursor: z.null(),
})
export type UsageLimitListDto = z.infer<typeof usageLimitListSchema>
