import { prisma, queryPrepared } from '@/lib/db/client'
import type { ApiKey } from '@/lib/db/generated/client'
import { isDatabaseFull } from '@/lib/db/is-database-unavailable'
import { AppError } from '@/lib/errors'
import { SCOPES } from '@/lib/schemas/workspaces/role'
import type { Actor } from '@/lib/services/actor'
import { hashSecret } from './secrets/hash-secret'
import { KEY_PREFIX } from './secrets/key-prefix'

const USE_RECORDED_EVERY_MS = 60_000

type Key = Pick<ApiKey, 'workspaceId' | 'id' | 'name' | 'scopes' | 'lastUsedAt' | 'createdById'>

const FIND_KEY = `
  SELECT k."workspaceId", k."id", k."name", k."scopes", k."lastUsedAt", k."createdById"
  FROM "ApiKeySecret" s JOIN "ApiKey" k ON k."workspaceId" = s."workspaceId" AND k."id" = s."keyId"
  WHERE s."hash" = $1 AND k."revokedAt" IS NULL`

/** @throws AppError CONFLICT */
async function refuseOtherWorkspace(workspaceId: string, named: string): Promise<void> {
  if (await prisma.organization.findFirst({ where: { id: workspaceId, slug: named }, select: { id: true } })) return
  const message = `This API key does not belong to the workspace “${named}”. Nothing was done: use a key of that workspace, or leave its name out.`
  throw new AppError('CONFLICT', message, { entity: 'workspace' })
}

/**
 * The actor of an API key that exists and is not revoked, else null.
 * @param workspace slug of the workspace that the request names, if it names one
 * @throws AppError CONFLICT when the key belongs to another workspace than the named one.
 */
export async function findActorByKey(
  secret: string,
  workspace: string | null = null,
): Promise<Extract<Actor, { kind: 'apiKey' }> | null> {
  if (!secret.startsWith(KEY_PREFIX)) return null
  const [key] = await queryPrepared<Key>(FIND_KEY, [hashSecret(secret)])
  if (!key) return null
  if (workspace !== null) await refuseOtherWorkspace(key.workspaceId, workspace)
  const now = new Date()
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USE_RECORDED_EVERY_MS) {
    const where = { workspaceId: key.workspaceId, id: key.id }
    await prisma.apiKey.updateMany({ where, data: { lastUsedAt: now } }).catch((error: unknown) => {
      // without room for it, reading goes on all the same
      if (!isDatabaseFull(error)) throw error
    })
  }
  const scopes = SCOPES.filter((scope) => key.scopes.includes(scope))
  const { workspaceId, id: keyId, name, createdById } = key
  return { kind: 'apiKey', workspaceId, keyId, name, scopes, createdById }
}
