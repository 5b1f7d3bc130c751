import { prisma } from '@/lib/db/client'
import { findSession } from './find-session'

/**
 * The slug of the workspace where an address that names none leads: the one that was opened last, as long as the person
 * is a member, else their first one; null for who is signed out, or in no workspace.
 */
export async function findHomeWorkspace(headers: Headers, lastOpened?: string): Promise<string | null> {
  const { session } = await findSession(headers, { refresh: false })
  if (!session) return null
  const rows = await prisma.member.findMany({
    where: { userId: session.userId },
    orderBy: { organization: { createdAt: 'asc' } },
    select: { organization: { select: { id: true, slug: true } } },
  })
  const mine = rows.map(({ organization }) => organization)
  const home =
    mine.find(({ slug }) => slug === lastOpened) ?? mine.find(({ id }) => id === session.activeWorkspaceId) ?? mine[0]
  return home?.slug ?? null
}
