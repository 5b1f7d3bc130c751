import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { apiKeyListSchema, listApiKeysSchema } from '@/lib/schemas/workspaces/api-key'
import { verb } from '@/lib/services/verb'
import { API_KEY_SELECT, toApiKey } from './rows/to-api-key'

/** The keys that can be used, newest first, then those that were revoked last; never a secret. */
export const listApiKeys = verb({
  name: 'listApiKeys',
  scope: 'admin',
  effect: 'read',
  input: listApiKeysSchema,
  output: apiKeyListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.apiKey.findMany({
      where: { workspaceId },
      orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
      select: API_KEY_SELECT,
      take: LIMITS.apiKeysPerWorkspace + LIMITS.revokedApiKeysListed,
    })
    const total = await prisma.apiKey.count({ where: { workspaceId } })
    const creatorIds = rows.flatMap((row) => row.createdById ?? [])
    const creators = await prisma.user.findMany({
      where: { id: { in: creatorIds } },
      select: { id: true, name: true },
    })
    const nameById = new Map(creators.map((user) => [user.id, user.name]))
    const items = rows.map((row) => toApiKey(row, nameById.get(row.createdById ?? '') ?? null))
    return { items, total, nextCursor: null }
  },
})
