import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { overlayEntrySchema } from '@/lib/schemas/modules/chunk-overlay'

/** How a change request is to curate the chunks of a module. */
export const curationEditSchema = z
  .strictObject({
    entries: z.array(overlayEntrySchema).max(LIMITS.overlayEntries),
    baseVersion: z.int().min(0).max(LIMITS.integer).optional().meta({
      description:
        'The curation that this one started from. Absent: that of the edit before, or the one in force for a module whose curation is new to the request.',
    }),
  })
  .meta({ id: 'ChangeCurationInput' })

export const curationCountsSchema = z
  .object({
    baseVersion: z
      .int()
      .meta({ description: 'The curation in force when the edit began; 0 before anything was curated.' }),
    excluded: z.int(),
    keywords: z.int(),
    questions: z.int(),
  })
  .meta({ id: 'ChangeCuration', description: 'What the wanted curation comes to, without its entries.' })

export const curationTextsSchema = z
  .object({
    base: z.array(overlayEntrySchema).meta({ description: 'The curation that the edit started from.' }),
    production: z.array(overlayEntrySchema).meta({ description: 'The one in force.' }),
    productionVersion: z.int(),
    proposed: z.array(overlayEntrySchema),
  })
  .meta({ id: 'ChangeCurationTexts', description: 'The curation before, now and as proposed.' })
export type CurationTextsDto = z.output<typeof curationTextsSchema>
