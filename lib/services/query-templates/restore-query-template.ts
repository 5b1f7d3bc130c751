import { queryTemplateRefSchema, queryTemplateSchema } from '@/lib/schemas/contexts/query-template'
import { verb } from '@/lib/services/verb'
import { changeQueryTemplate } from './rows/change-query-template'

/** Undoes a deletion. @throws AppError NOT_FOUND. */
export const restoreQueryTemplate = verb({
  name: 'restoreQueryTemplate',
  scope: 'write',
  effect: 'write',
  input: queryTemplateRefSchema,
  output: queryTemplateSchema,
  run: async ({ actor }, { id }) => changeQueryTemplate(actor, id, { deletedAt: null }, true),
})
