import { z } from 'zod'
import { idText } from '@/lib/schemas/texts/text'
import { insightRangeSchema } from './token-return'

export const getChunkHeatSchema = insightRangeSchema.extend({
  id: idText().meta({ description: 'Id of the module.' }),
})

const heatedChunkSchema = z
  .object({
    ordinal: z.int(),
    headingPath: z.array(z.string()),
    tokenCount: z.int(),
    sentIn: z.int().meta({ description: 'Contexts that some of it was sent in, by itself or with the whole module.' }),
    answeredIn: z.int().meta({
      description: 'Of these, contexts whose answer is recorded; a program may have asked for the context alone.',
    }),
    citedIn: z.int().meta({ description: 'Of these, contexts whose answer cites the item that it was sent in.' }),
  })
  .meta({ id: 'HeatedChunk' })

export const chunkHeatSchema = z
  .object({
    version: z.int().meta({ description: 'The newest one; what was sent of others is no part of it.' }),
    contexts: z.int().meta({ description: 'That were looked at: the latest ones of all modules.' }),
    isAll: z.boolean().meta({ description: 'Whether there were no more in these days.' }),
    chunks: z.array(heatedChunkSchema),
  })
  .meta({ id: 'ChunkHeat', description: 'Which chunks of a module contexts and answers use.' })
export type ChunkHeatDto = z.infer<typeof chunkHeatSchema>
