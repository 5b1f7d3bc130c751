import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { getProfileSchema, profileExportSchema } from '@/lib/schemas/profiles/profile'
import { visibleTo } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { requireProfile } from './rows/profile-access'
import { FACT_SELECT, toFact, toProfile } from './rows/to-profile'

/** Everything that is known about a person: facts of every status with their sources. @throws AppError NOT_FOUND. */
export const exportProfile = verb({
  name: 'exportProfile',
  scope: 'read',
  effect: 'read',
  input: getProfileSchema,
  output: profileExportSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const {
      facts: _,
      candidateCount: __,
      isOwn: ___,
      ...profile
    } = toProfile(await requireProfile(prisma, actor, id), actor)
    const where = { workspaceId, profileId: id }
    const [facts, interactions, conversations, compositions] = await Promise.all([
      prisma.profileFact.findMany({ where, select: FACT_SELECT, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
      prisma.profileInteraction.findMany({
        where,
        orderBy: { createdAt: 'desc' },
        take: LIMITS.profileInteractions,
        select: { id: true, query: true, conversationId: true, createdAt: true },
      }),
      prisma.conversation.findMany({
        where: { AND: [visibleTo(actor), { profileId: id }] },
        orderBy: { createdAt: 'asc' },
        select: { id: true, title: true },
      }),
      prisma.composition.count({ where }),
    ])
    return {
      format: 'loadout-profile' as const,
      version: 1 as const,
      exportedAt: new Date().toISOString(),
      profile,
      facts: facts.map(toFact),
      interactions: interactions.map(({ createdAt, ...row }) => ({ ...row, askedAt: createdAt.toISOString() })),
      conversations,
      compositions,
    }
  },
})
