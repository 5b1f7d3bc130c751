import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getPolicySchema } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'

/**
 * Deletes a policy with its versions; compositions made with it keep the settings they were made with. The default one
 * stays, since requests that name none use it.
 * @throws AppError NOT_FOUND, VALIDATION for the default policy.
 */
export async function deletePolicy(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'write')
  const { id } = parseInput(getPolicySchema, input)
  await prisma.$transaction(async (tx) => {
    const policy = await tx.policy.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { isDefault: true },
    })
    if (!policy) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
    if (policy.isDefault) {
      const message = 'The default policy cannot be deleted: requests that name none use it.'
      throw new AppError('VALIDATION', message, { entity: 'policy', id, fields: { id: message } })
    }
    await tx.policy.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } })
    await recordAudit(tx, actor, { action: 'policy.deleted', target: id })
  })
}
