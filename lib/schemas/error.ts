import { z } from 'zod'
import { ERROR_CODES } from '@/lib/errors'

/** What every surface answers when something goes wrong. */
const errorBodySchema = z.object({
  code: z.enum(ERROR_CODES).meta({ description: 'What kind of problem it is; programs decide by it.' }),
  message: z.string().meta({ description: 'What went wrong and what to do, for a person.' }),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'Problems by path of the input, for example `filters.tags.0`.' }),
  section: z.string().optional().meta({ description: 'Section whose mandatory content does not fit.' }),
  required: z.number().optional().meta({ description: 'Tokens that the mandatory content needs.' }),
  available: z.number().optional().meta({ description: 'Tokens that were available to it.' }),
  data: z.record(z.string(), z.unknown()).optional().meta({ description: 'Facts of this kind of problem.' }),
  requestId: z.string().meta({ description: 'Find the request in the server log by it.' }),
})
export type ErrorBody = z.infer<typeof errorBodySchema>

export const errorResponseSchema = z.object({ error: errorBodySchema })

/** What a server action answers. */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ErrorBody }
