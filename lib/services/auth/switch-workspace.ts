import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { switchWorkspaceSchema } from '@/lib/schemas/workspace'
import { parseInput } from '@/lib/services/parse-input'
import { findSession } from './find-session'

/** Makes another of the person's workspaces the one their session acts in. @throws AppError UNAUTHORIZED, NOT_FOUND. */
export async function switchWorkspace(input: unknown, headers: Headers): Promise<void> {
  const { session } = await findSession(headers, { refresh: false })
  if (!session) throw new AppError('UNAUTHORIZED', 'Your session has ended. Sign in again.')
  const { workspaceId } = parseInput(switchWorkspaceSchema, input)
  const member = await prisma.member.findUnique({
    where: { organizationId_userId: { organizationId: workspaceId, userId: session.userId } },
    select: { id: true },
  })
  if (!member) throw new AppError('NOT_FOUND', 'You are not a member of such a workspace.', { entity: 'workspace' })
  await prisma.session.update({
    where: { id: session.sessionId },
    data: { activeOrganizationId: workspaceId },
    select: { id: true },
  })
}
