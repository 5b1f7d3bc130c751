import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'
import { toRole } from '@/lib/services/members/rows/to-role'
import { findSession } from './find-session'

type UserActor = Extract<Actor, { kind: 'user' }>

type SessionOptions = {
  /** Slug of the workspace to act in. Default: the one that the session was started in. */
  workspace?: string | null
  /** false where no cookie can be set, such as while rendering. */
  refresh?: boolean
}

/** Membership is looked up each time, so a removed or demoted member notices at the next request. */
function findMembership(userId: string, organization: { slug: string } | { id: string } | undefined) {
  return prisma.member.findFirst({
    where: { userId, organization },
    orderBy: { organization: { createdAt: 'asc' } },
    select: { organizationId: true, role: true },
  })
}

/**
 * The signed-in person in the named workspace, never in another one; null without a session, and where none is named
 * also for somebody who is in no workspace at all. A session that was started in none acts in the person's first one.
 * @throws AppError FORBIDDEN when the person is not, or no longer, a member of that workspace.
 */
export async function findActorBySession(
  headers: Headers,
  { workspace, ...options }: SessionOptions = {},
): Promise<{ actor: UserActor | null; setCookies: string[] }> {
  const { session, setCookies } = await findSession(headers, options)
  if (!session) return { actor: null, setCookies }
  const { userId, name, activeWorkspaceId } = session
  const named = workspace != null ? { slug: workspace } : activeWorkspaceId ? { id: activeWorkspaceId } : undefined
  const member = await findMembership(userId, named)
  if (!member) {
    if (workspace == null && !(await findMembership(userId, undefined))) return { actor: null, setCookies }
    throw new AppError('FORBIDDEN', 'You are not a member of this workspace, or no longer. Open one of yours.', {
      entity: 'workspace',
    })
  }
  return {
    actor: { kind: 'user', workspaceId: member.organizationId, userId, name, role: toRole(member.role) },
    setCookies,
  }
}
