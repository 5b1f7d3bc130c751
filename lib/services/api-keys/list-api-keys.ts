import { prisma } from '@/lib/db/client'
import { type ApiKeyListDto, listApiKeysSchema } from '@/lib/schemas/api-key'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { API_KEY_SELECT, toApiKey } from './to-api-key'

/** All keys of the workspace, the usable ones first, each group newest first; never a secret. */
export async function listApiKeys(actor: Actor, input: unknown): Promise<ApiKeyListDto> {
  const { workspaceId } = authorize(actor, 'admin')
  parseInput(listApiKeysSchema, input)
  const rows = await prisma.apiKey.findMany({
    where: { workspaceId },
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    select: API_KEY_SELECT,
  })
  const creatorIds = rows.flatMap((row) => row.createdById ?? [])
  const creators = await prisma.user.findMany({
    where: { id: { in: creatorIds } },
    select: { id: true, name: true },
  })
  const nameById = new Map(creators.map((user) => [user.id, user.name]))
  const items = rows.map((row) => toApiKey(row, nameById.get(row.createdById ?? '') ?? null))
  return { items, total: items.length, nextCursor: null }
}
