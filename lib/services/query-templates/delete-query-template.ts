import { z } from 'zod'
import { queryTemplateRefSchema } from '@/lib/schemas/contexts/query-template'
import { verb } from '@/lib/services/verb'
import { changeQueryTemplate } from './rows/change-query-template'

/** Its pattern does not make it again; `restoreQueryTemplate` brings it back. @throws AppError NOT_FOUND. */
export const deleteQueryTemplate = verb({
  name: 'deleteQueryTemplate',
  scope: 'write',
  effect: 'write',
  input: queryTemplateRefSchema,
  output: z.void(),
  run: async ({ actor }, { id }) => {
    await changeQueryTemplate(actor, id, { deletedAt: new Date() })
  },
})
