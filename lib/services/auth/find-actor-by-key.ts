import { prisma } from '@/lib/db/client'
import { SCOPES } from '@/lib/schemas/role'
import type { Actor } from '@/lib/services/actor'
import { hashSecret } from './hash-secret'
import { KEY_PREFIX } from './key-prefix'

const USE_RECORDED_EVERY_MS = 60_000

/** The actor of an API key that exists and is not revoked, else null. */
export async function findActorByKey(secret: string): Promise<Extract<Actor, { kind: 'apiKey' }> | null> {
  if (!secret.startsWith(KEY_PREFIX)) return null
  const key = await prisma.apiKey.findUnique({
    where: { hash: hashSecret(secret), revokedAt: null },
    select: { workspaceId: true, id: true, name: true, scopes: true, lastUsedAt: true },
  })
  if (!key) return null
  const now = new Date()
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USE_RECORDED_EVERY_MS) {
    await prisma.apiKey.updateMany({
      where: { workspaceId: key.workspaceId, id: key.id },
      data: { lastUsedAt: now },
    })
  }
  const scopes = SCOPES.filter((scope) => key.scopes.includes(scope))
  return { kind: 'apiKey', workspaceId: key.workspaceId, keyId: key.id, name: key.name, scopes }
}
