import { type QueryTemplateDto, queryTemplateRefSchema } from '@/lib/schemas/query-template'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { changeQueryTemplate } from './change-query-template'

/** Undoes a deletion. @throws AppError NOT_FOUND. */
export async function restoreQueryTemplate(actor: Actor, input: unknown): Promise<QueryTemplateDto> {
  authorize(actor, 'write')
  const { id } = parseInput(queryTemplateRefSchema, input)
  return changeQueryTemplate(actor, id, { deletedAt: null }, true)
}
