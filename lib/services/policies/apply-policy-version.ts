import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { applyPolicyVersionSchema, type PolicyDetailDto } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'
import { getPolicy } from './get-policy'

/** Makes a saved version, a newer or an older one, the one that compositions use. @throws AppError NOT_FOUND. */
export async function applyPolicyVersion(actor: Actor, input: unknown): Promise<PolicyDetailDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { id, version } = parseInput(applyPolicyVersionSchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.policy.updateMany({
      where: { workspaceId, id, versions: { some: { version } } },
      data: { activeVersion: version },
    })
    if (count === 0)
      throw new AppError('NOT_FOUND', 'There is no such version of the policy.', { entity: 'policy', id })
    await recordAudit(tx, actor, { action: 'policy.versionApplied', target: id, detail: { version } })
  })
  return getPolicy(actor, { id })
}
