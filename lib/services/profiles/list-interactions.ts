import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { getProfileSchema, interactionPageSchema } from '@/lib/schemas/profiles/profile'
import { verb } from '@/lib/services/verb'
import { requireProfile } from './rows/profile-access'

/** What somebody asked about before, the newest first; no more are kept. @throws AppError NOT_FOUND. */
export const listInteractions = verb({
  name: 'listInteractions',
  scope: 'read',
  effect: 'read',
  input: getProfileSchema,
  output: interactionPageSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    await requireProfile(prisma, actor, id)
    const rows = await prisma.profileInteraction.findMany({
      where: { workspaceId, profileId: id },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: LIMITS.profileInteractions,
      select: { id: true, query: true, conversationId: true, createdAt: true },
    })
    return { items: rows.map(({ createdAt, ...row }) => ({ ...row, askedAt: createdAt.toISOString() })) }
  },
})
