import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { moduleIdSchema } from './module'

const anchorSchema = z.strictObject({
  headingPath: z.array(z.string().max(LIMITS.chunkTextLength)).max(20),
  text: z.string().max(LIMITS.chunkTextLength).meta({ description: 'The chunk’s text, verbatim.' }),
})

const entryFields = {
  isExcluded: z.boolean().default(false).meta({ description: 'Keeps the chunk from retrieval.' }),
  keywords: z
    .array(z.string().trim().min(1).max(LIMITS.tagLength))
    .max(LIMITS.chunkKeywords)
    .default([])
    .meta({ description: 'Indexed with the chunk like its headings; never sent.' }),
  questions: z
    .array(z.string().trim().min(1).max(LIMITS.chunkQuestionLength))
    .max(LIMITS.chunkQuestions)
    .default([])
    .meta({ description: 'Questions that the chunk answers: indexed with it, never sent.' }),
}

export const overlayEntrySchema = z.strictObject({ anchor: anchorSchema, ...entryFields })
export type OverlayEntryInput = z.input<typeof overlayEntrySchema>

/** Entries as they are stored: the anchor with its hash. */
export const storedOverlayEntriesSchema = z.array(
  z.strictObject({ ...entryFields, anchor: anchorSchema.extend({ contentHash: z.string() }) }),
)

export const getOverlaySchema = z.strictObject({ id: moduleIdSchema })

const message = z.string().max(LIMITS.publishMessageLength)

export const saveOverlaySchema = z
  .strictObject({
    id: moduleIdSchema,
    entries: z.array(overlayEntrySchema).max(LIMITS.overlayEntries),
    baseVersion: z
      .int()
      .min(0)
      .max(LIMITS.integer)
      .meta({ description: 'The overlay this one started from; a stale one is a conflict.' }),
    message: message.default(''),
  })
  .meta({ description: 'Replaces the curation of a module’s chunks; the one before stays in the history.' })

export const restoreOverlaySchema = z.strictObject({
  id: moduleIdSchema,
  version: wholeNumber(0, LIMITS.integer).meta({ description: '0 is the state before anything was curated.' }),
  message: message.optional(),
})

const boundEntrySchema = z
  .object({
    anchor: anchorSchema.extend({ contentHash: z.string().meta({ description: 'SHA-256 of the text.' }) }),
    isExcluded: z.boolean(),
    keywords: z.array(z.string()),
    questions: z.array(z.string()),
    chunkId: z
      .string()
      .nullable()
      .meta({ description: 'The chunk of the newest version that it applies to; null when it lost its anchor.' }),
    overlap: z
      .number()
      .meta({ description: 'Share of the anchored text that the chunk holds, 0–1; 1: the very text.' }),
  })
  .meta({ id: 'OverlayEntry' })

export const overlaySchema = z
  .object({
    id: moduleIdSchema,
    version: z.int().meta({ description: '0 before anything was curated.' }),
    entries: z.array(boundEntrySchema),
    lost: z
      .int()
      .meta({ description: 'Entries whose anchor is nowhere in the newest version: kept, and without effect.' }),
    message: z.string(),
    author: actorSchema.nullable(),
    createdAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ChunkOverlay', description: 'Curation of a module’s chunks.' })
export type OverlayDto = z.infer<typeof overlaySchema>

const overlayVersionSchema = z
  .object({
    version: z.int(),
    message: z.string(),
    author: actorSchema,
    createdAt: z.iso.datetime(),
    excluded: z.int(),
    keywords: z.int(),
    questions: z.int(),
  })
  .meta({ id: 'ChunkOverlayVersion', description: 'A version of the curation, with counts.' })
export type OverlayVersionDto = z.infer<typeof overlayVersionSchema>

export const overlayVersionListSchema = z.object({
  items: z.array(overlayVersionSchema),
  total: z.int(),
  nextCursor: z.null(),
})
