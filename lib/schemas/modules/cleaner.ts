import { z } from 'zod'
import { NOISE_KINDS } from '@/lib/engine'
import { jobSchema } from '@/lib/schemas/workspaces/job'
import { moduleIdSchema } from './module'

const noiseKindSchema = z.enum(NOISE_KINDS).meta({
  description:
    'Base64 data; comments of HTML, MDX and Obsidian; imports and exports of MDX; tags of layout components; badges and tracking pixels.',
})
const leftOutSchema = z
  .array(noiseKindSchema)
  .max(NOISE_KINDS.length)
  .meta({ description: 'What is left out of chunks and contexts. The source keeps it.' })

export const changeCleanerSchema = z.strictObject({ leftOut: leftOutSchema })

export const cleanerSchema = z
  .object({
    leftOut: leftOutSchema,
    modules: z.int().meta({ description: 'With a published text, archived ones too.' }),
    prepared: z.int().meta({ description: 'Of them, those that were prepared by this setting and today’s rules.' }),
    job: jobSchema.nullable().meta({ description: 'The latest one that prepares them.' }),
  })
  .meta({ id: 'Cleaner' })
export type CleanerDto = z.infer<typeof cleanerSchema>

export const previewCleanerSchema = z.strictObject({ id: moduleIdSchema, leftOut: leftOutSchema.optional() })

export const cleanerPreviewSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    tokens: z.int().meta({ description: 'o200k_base, of the whole body.' }),
    cleanTokens: z.int().meta({ description: 'Of the body as it would be sent.' }),
    kinds: z.array(
      z.object({
        kind: noiseKindSchema,
        count: z.int(),
        tokens: z.int().meta({ description: 'Saved when this kind alone is left out.' }),
      }),
    ),
    pieces: z
      .array(z.object({ text: z.string(), kind: noiseKindSchema.nullable() }))
      .meta({ description: 'The begin of the body; `kind` where it would be left out.' }),
    isCut: z.boolean().meta({ description: 'The body goes on behind the pieces.' }),
  })
  .meta({ id: 'CleanerPreview' })
export type CleanerPreviewDto = z.infer<typeof cleanerPreviewSchema>
