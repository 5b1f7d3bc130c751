import { z } from 'zod'
import { idText } from '@/lib/schemas/texts/text'
import { createQuerySetSchema } from './query-set'

/** Where the schema of the file is served, for editors that know YAML. */
export const QUERY_SET_SCHEMA_PATH = '/query-set.schema.json'

/** A query set as a file: the same words as the API has. */
export const querySetFileSchema = createQuerySetSchema
  .extend({ version: z.literal(1).meta({ description: 'Of this format.' }) })
  .meta({ id: 'QuerySetFile', description: 'A query set of Loadout: saved queries with labels and checks.' })
export type QuerySetFile = z.output<typeof querySetFileSchema>

export const importQuerySetSchema = z
  .strictObject({
    content: z.string().meta({ description: 'A query set as YAML.' }),
    id: idText().optional().meta({ description: 'The set that it replaces.' }),
    byName: z.boolean().optional().meta({
      description: 'Replaces the set that is called as the file says. Without either a new set is made.',
    }),
  })
  .meta({ description: 'Makes a query set of a file, or replaces the queries of one.' })

export const exportedQuerySetSchema = z.object({ fileName: z.string(), text: z.string() })
