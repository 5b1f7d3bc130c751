import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteProfileSchema } from '@/lib/schemas/profile'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'

/**
 * Deletes all that is known about a person. Compositions hold facts by reference alone, so they read as redacted from
 * now on.
 * @throws AppError NOT_FOUND.
 */
export async function deleteProfile(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'write')
  const { id } = parseInput(deleteProfileSchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.profile.deleteMany({ where: { workspaceId, id } })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
    await tx.conversation.updateMany({ where: { workspaceId, profileId: id }, data: { profileId: null } })
    await recordAudit(tx, actor, { action: 'profile.deleted', target: id })
  })
}
