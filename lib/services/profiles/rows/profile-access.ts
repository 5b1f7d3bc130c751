import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type Actor, canActor, forbidden, userIdOf } from '@/lib/services/actor'
import { PROFILE_SELECT, type ProfileRow } from './to-profile'

/**
 * The profiles that an actor may see. A member's own profile is seen by the member and by admins, profiles of end users by
 * everybody who may read the workspace.
 */
export function profilesVisibleTo(actor: Actor): Prisma.ProfileWhereInput {
  const { workspaceId } = actor
  if (canActor(actor, 'admin')) return { workspaceId }
  const userId = userIdOf(actor)
  return { workspaceId, OR: [{ userId: null }, ...(userId === null ? [] : [{ userId }])] }
}

/** The same as a condition on composition `c`, since a composition shows what the profile held. */
export function isProfileVisibleTo(actor: Actor): Prisma.Sql {
  if (canActor(actor, 'admin')) return Prisma.sql`TRUE`
  return Prisma.sql`(
    c."profileId" IS NULL OR NOT EXISTS (
      SELECT 1 FROM "Profile" p
      WHERE p."workspaceId" = c."workspaceId" AND p."id" = c."profileId" AND p."userId" IS NOT NULL
        AND p."userId" IS DISTINCT FROM ${userIdOf(actor)}
    )
  )`
}

/** Whether a composition with this profile may be shown. A deleted profile is redacted in it and hides nothing. */
export async function isProfileShownTo(actor: Actor, id: string): Promise<boolean> {
  const where = { workspaceId: actor.workspaceId, id }
  if ((await prisma.profile.count({ where })) === 0) return true
  return (await prisma.profile.count({ where: { AND: [profilesVisibleTo(actor), where] } })) > 0
}

/** @throws AppError NOT_FOUND, also for what is somebody else's own. */
export async function requireProfile(
  client: Pick<Transaction, 'profile'>,
  actor: Actor,
  id: string,
): Promise<ProfileRow> {
  const row = await client.profile.findFirst({ where: { ...profilesVisibleTo(actor), id }, select: PROFILE_SELECT })
  if (!row) throw new AppError('NOT_FOUND', `There is no profile ${id}.`, { entity: 'profile', id })
  return row
}

/**
 * The profile, if the actor may change it: their own with any permission, others with `write`.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export async function requireOwnOrWrite(
  client: Pick<Transaction, 'profile'>,
  actor: Actor,
  id: string,
): Promise<ProfileRow> {
  const row = await requireProfile(client, actor, id)
  const isOwn = row.userId !== null && row.userId === userIdOf(actor)
  if (!isOwn && !canActor(actor, 'write')) throw forbidden(actor, 'write')
  return row
}
