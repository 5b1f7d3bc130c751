import { queryTemplateRefSchema } from '@/lib/schemas/query-template'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { changeQueryTemplate } from './change-query-template'

/** Its pattern does not make it again; `restoreQueryTemplate` brings it back. @throws AppError NOT_FOUND. */
export async function deleteQueryTemplate(actor: Actor, input: unknown): Promise<void> {
  authorize(actor, 'write')
  const { id } = parseInput(queryTemplateRefSchema, input)
  await changeQueryTemplate(actor, id, { deletedAt: new Date() })
}
