import { z } from 'zod'
import {
  type CandidatePlace,
  CHANGES,
  type ContextComparison,
  type DiffLine,
  type ItemChange,
  type ItemSide,
  type RankedCandidate,
} from '@/lib/engine/vocabulary/comparison'
import { REASON_CODES } from '@/lib/engine/vocabulary/reasons'
import { RESOLUTIONS, SECTION_NAMES } from '@/lib/engine/vocabulary/types'
import { comparedSideText } from './compared-side'
import { becauseSchema } from './composition'

const sectionName = z.enum(SECTION_NAMES)
const sidesOf = <T extends z.ZodType>(schema: T) => z.object({ a: schema, b: schema })

const itemSideSchema = z
  .object({
    isSent: z.boolean(),
    tokens: z.int().meta({ description: 'What it takes; where it is not sent, what it would have taken.' }),
    place: z.int().optional().meta({ description: '1-based, in the order in which the context has its items.' }),
    version: z.int().optional(),
    resolution: z.enum(RESOLUTIONS).optional(),
    chunks: z.int().optional(),
    reason: z.enum(REASON_CODES).optional(),
    because: becauseSchema.optional(),
  })
  .meta({ id: 'ComparedItemSide' }) satisfies z.ZodType<ItemSide>

const itemChangeSchema = z
  .object({
    key: z.string(),
    change: z.enum(CHANGES).meta({
      description:
        '`edited`: another version of the module, with another text; `cut`: another part or form of the same source; `moved`: the same text at another place.',
    }),
    section: sectionName,
    title: z.string(),
    moduleId: z.string().optional(),
    turnId: z.string().optional(),
    a: itemSideSchema.nullable(),
    b: itemSideSchema.nullable(),
  })
  .meta({ id: 'ComparedItem' }) satisfies z.ZodType<ItemChange>

const diffLineSchema = z
  .object({
    kind: z.enum(['same', 'out', 'in', 'skipped']),
    text: z.string(),
    more: z.int().optional().meta({
      description: 'Lines that `skipped` stands for, or characters that are cut off the end of a long line.',
    }),
    section: sectionName.optional(),
    moduleId: z.string().optional(),
    version: z.int().optional(),
  })
  .meta({ id: 'ComparedLine' }) satisfies z.ZodType<DiffLine>

const candidatePlaceSchema = z
  .object({
    place: z.int().meta({ description: '1-based, the best first.' }),
    score: z
      .number()
      .optional()
      .meta({ description: 'How relevant it is; missing for what is sent without being found.' }),
    isSent: z.boolean(),
    version: z.int(),
    tokens: z.int(),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
  })
  .meta({ id: 'CandidatePlace' }) satisfies z.ZodType<CandidatePlace>

const rankedCandidateSchema = z
  .object({
    key: z.string(),
    moduleId: z.string(),
    title: z.string(),
    a: candidatePlaceSchema.nullable(),
    b: candidatePlaceSchema.nullable(),
  })
  .meta({
    id: 'RankedCandidate',
    description: 'Null where that context did not find it.',
  }) satisfies z.ZodType<RankedCandidate>

const contextComparisonShape = z.object({
  isEqual: z.boolean().meta({ description: 'Byte for byte the same messages.' }),
  items: z.array(itemChangeSchema),
  counts: z.record(z.enum(CHANGES), z.int()),
  sections: z.record(sectionName, sidesOf(z.object({ used: z.int(), allocated: z.int(), frame: z.int() }))),
  inputTokens: sidesOf(z.int()),
  prefix: sidesOf(z.int()).extend({ isKept: z.boolean() }),
  warnings: z.object({ gone: z.array(z.string()), came: z.array(z.string()) }),
  lines: z.array(diffLineSchema),
  moreLines: z.int().meta({ description: 'Lines of the difference that are more than are told.' }),
}) satisfies z.ZodType<ContextComparison>

const comparedContextSchema = z
  .object({
    id: z.string().meta({ description: 'Of the composition whose question it is, or of the query set.' }),
    isComposedAgain: z.boolean().meta({ description: 'Composed for the comparison, with what is in use now.' }),
    isExact: z.boolean(),
    createdAt: z.iso.datetime(),
    query: z.string(),
    model: z.string(),
    policy: z.object({ id: z.string(), name: z.string(), version: z.int() }),
    revision: z.int(),
    releaseId: z.string(),
    releaseName: z.string().nullable().meta({ description: 'Null: the release was deleted.' }),
    momentAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'The moment of production that the release stands for.' }),
    pins: z.array(z.string()),
    excludes: z.array(z.string()),
    moduleNames: z.record(z.string(), z.string()).meta({
      description: 'What modules that are pinned, excluded or a draft are called, by id; without those that are gone.',
    }),
    unfolds: z.array(z.string()).meta({ description: 'Summaries whose messages were wanted in their place.' }),
    profileId: z.string().nullable(),
    draft: z.string().nullable().meta({ description: 'The module that takes part as its draft says.' }),
    conversationId: z.string().nullable(),
  })
  .meta({ id: 'ComparedContext' })
export type ComparedContextDto = z.infer<typeof comparedContextSchema>

export const comparisonSchema = contextComparisonShape
  .extend({
    a: comparedContextSchema,
    b: comparedContextSchema,
    candidates: z.array(rankedCandidateSchema).meta({ description: 'What was found, and its place on each side.' }),
    inputUsd: sidesOf(z.number().nullable()).meta({
      description: 'What the input costs at the model’s price, in US dollars; null without a price.',
    }),
    cachedInputUsd: sidesOf(z.number().nullable()).meta({
      description: 'The same where the stable prefix is read from the provider’s cache.',
    }),
  })
  .meta({ id: 'Comparison', description: 'The difference of two composed contexts.' })
export type ComparisonDto = z.infer<typeof comparisonSchema>

export const compareCompositionsSchema = z.strictObject({ a: comparedSideText, b: comparedSideText })
