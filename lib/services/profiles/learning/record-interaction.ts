import { prisma } from '@/lib/db/client'
import { cutText } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { readProfileSettings } from '@/lib/services/profiles/rows/read-profile-settings'
import { mayLearn } from './keep-facts'

/** UTF-16 units of a question that are kept. */
const QUERY_LENGTH = 500

type Where = { workspaceId: string; conversationId: string; profileId: string }

/** Stores a question and deletes the oldest ones beyond the limit. Stores nothing if learning is off. */
export async function recordInteraction(where: Where, query: string): Promise<void> {
  const { conversationId, ...ofProfile } = where
  await prisma.$transaction(async (tx) => {
    const { isLearning } = await readProfileSettings(where.workspaceId, tx)
    if (!isLearning || !(await mayLearn(tx, where))) return
    await tx.profileInteraction.create({
      data: { ...ofProfile, id: newId('ask'), query: cutText(query, QUERY_LENGTH), conversationId },
      select: { id: true },
    })
    const old = await tx.profileInteraction.findMany({
      where: ofProfile,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: LIMITS.profileInteractions,
      select: { id: true },
    })
    if (old.length > 0) {
      await tx.profileInteraction.deleteMany({ where: { ...ofProfile, id: { in: old.map(({ id }) => id) } } })
    }
  })
}
