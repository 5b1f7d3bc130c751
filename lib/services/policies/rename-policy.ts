import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type PolicyDetailDto, renamePolicySchema } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'
import { getPolicy } from './get-policy'

/** Gives a policy another name; its id stays. @throws AppError NOT_FOUND. */
export async function renamePolicy(actor: Actor, input: unknown): Promise<PolicyDetailDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { id, name } = parseInput(renamePolicySchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.policy.updateMany({ where: { workspaceId, id }, data: { name } })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
    await recordAudit(tx, actor, { action: 'policy.renamed', target: id, detail: { name } })
  })
  return getPolicy(actor, { id })
}
