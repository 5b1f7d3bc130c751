import { type QueryTemplateDto, updateQueryTemplateSchema } from '@/lib/schemas/query-template'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { changeQueryTemplate } from './change-query-template'

/** Rewords, pins or hides a template; from then on its pattern leaves it alone. @throws AppError NOT_FOUND. */
export async function updateQueryTemplate(actor: Actor, input: unknown): Promise<QueryTemplateDto> {
  authorize(actor, 'write')
  const { id, ...changes } = parseInput(updateQueryTemplateSchema, input)
  return changeQueryTemplate(actor, id, changes)
}
