import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { revokeApiKeySchema } from '@/lib/schemas/api-key'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { endAnswersFor } from '@/lib/services/chat/running-answers'
import { parseInput } from '@/lib/services/parse-input'

/** The key is refused from the next request on. @throws AppError NOT_FOUND when there is no such usable key. */
export async function revokeApiKey(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'admin')
  const { id } = parseInput(revokeApiKeySchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { workspaceId, id, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such key in use.', { entity: 'apiKey', id })
    await recordAudit(tx, actor, { action: 'apiKey.revoked', target: id })
  })
  endAnswersFor({ workspaceId, authorId: `key:${id}` })
}
