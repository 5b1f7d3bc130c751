import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { createApiKeySchema, createdApiKeySchema } from '@/lib/schemas/workspaces/api-key'
import { userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { hashSecret, newSecret } from '@/lib/services/auth/secrets/hash-secret'
import { KEY_PREFIX } from '@/lib/services/auth/secrets/key-prefix'
import { verb } from '@/lib/services/verb'
import { API_KEY_SELECT, toApiKey } from './rows/to-api-key'

const SHOWN_CHARACTERS = KEY_PREFIX.length + 6

/** The only moment at which the key itself is known. @throws AppError LIMIT_EXCEEDED. */
export const createApiKey = verb({
  name: 'createApiKey',
  scope: 'admin',
  effect: 'write',
  input: createApiKeySchema,
  output: createdApiKeySchema,
  run: async ({ actor, workspaceId }, { name, scopes }) => {
    const secret = `${KEY_PREFIX}${newSecret()}`
    return prisma.$transaction(async (tx) => {
      const count = await tx.apiKey.count({ where: { workspaceId, revokedAt: null } })
      if (count >= LIMITS.apiKeysPerWorkspace) {
        throw new AppError(
          'LIMIT_EXCEEDED',
          `A workspace can have ${LIMITS.apiKeysPerWorkspace} keys. Revoke some first.`,
          {
            limit: LIMITS.apiKeysPerWorkspace,
          },
        )
      }
      const row = await tx.apiKey.create({
        data: {
          workspaceId,
          id: newId('key'),
          name,
          scopes,
          secret: { create: { hash: hashSecret(secret) } },
          prefix: secret.slice(0, SHOWN_CHARACTERS),
          createdById: userIdOf(actor),
        },
        select: API_KEY_SELECT,
      })
      await recordAudit(tx, actor, { action: 'apiKey.created', target: row.id, after: { name, scopes } })
      return { ...toApiKey(row, actor.kind === 'user' ? actor.name : null), secret }
    })
  },
})
