import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { revokeApiKeySchema } from '@/lib/schemas/workspaces/api-key'
import { endAnswersFor } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/** The key is refused from the next request on. @throws AppError NOT_FOUND when there is no such usable key. */
export const revokeApiKey = verb({
  name: 'revokeApiKey',
  scope: 'admin',
  effect: 'write',
  input: revokeApiKeySchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.apiKey.updateMany({
        where: { workspaceId, id, revokedAt: null },
        data: { revokedAt: new Date() },
      })
      if (count === 0) throw new AppError('NOT_FOUND', 'There is no such key in use.', { entity: 'apiKey', id })
      await recordAudit(tx, actor, {
        action: 'apiKey.revoked',
        target: id,
        before: { isRevoked: false },
        after: { isRevoked: true },
      })
    })
    endAnswersFor({ workspaceId, authorId: `key:${id}` })
  },
})
