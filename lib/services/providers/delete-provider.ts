import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteProviderSchema } from '@/lib/schemas/provider'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'

/** Deletes a provider and its key for good. @throws AppError NOT_FOUND. */
export async function deleteProvider(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'admin')
  const { id } = parseInput(deleteProviderSchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.provider.deleteMany({ where: { workspaceId, id } })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
    await recordAudit(tx, actor, { action: 'provider.deleted', target: id })
  })
}
