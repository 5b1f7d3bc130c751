import { queryTemplateSchema, updateQueryTemplateSchema } from '@/lib/schemas/contexts/query-template'
import { verb } from '@/lib/services/verb'
import { changeQueryTemplate } from './rows/change-query-template'

/** Rewords, pins or hides a template; from then on its pattern leaves it alone. @throws AppError NOT_FOUND. */
export const updateQueryTemplate = verb({
  name: 'updateQueryTemplate',
  scope: 'write',
  effect: 'write',
  input: updateQueryTemplateSchema,
  output: queryTemplateSchema,
  run: async ({ actor }, { id, ...changes }) => changeQueryTemplate(actor, id, changes),
})
