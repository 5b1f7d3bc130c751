import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/services/actor'
import { toRole } from '@/lib/services/members/to-role'
import { findSession } from './find-session'

type UserActor = Extract<Actor, { kind: 'user' }>

/** Membership is looked up each time, so a removed or demoted member notices at the next request. */
async function findMembership(userId: string, workspaceId: string | null) {
  const select = { organizationId: true, role: true } as const
  const active = workspaceId
    ? await prisma.member.findUnique({
        where: { organizationId_userId: { organizationId: workspaceId, userId } },
        select,
      })
    : null
  return (
    active ?? prisma.member.findFirst({ where: { userId }, orderBy: { organization: { createdAt: 'asc' } }, select })
  )
}

/** The signed-in person in the session's workspace, or in their first one when they left that; null without one. */
export async function findActorBySession(
  headers: Headers,
  options: { refresh?: boolean } = {},
): Promise<{ actor: UserActor | null; setCookies: string[] }> {
  const { session, setCookies } = await findSession(headers, options)
  if (!session) return { actor: null, setCookies }
  const member = await findMembership(session.userId, session.activeWorkspaceId)
  if (!member) return { actor: null, setCookies }
  const { userId, name } = session
  return {
    actor: { kind: 'user', workspaceId: member.organizationId, userId, name, role: toRole(member.role) },
    setCookies,
  }
}
