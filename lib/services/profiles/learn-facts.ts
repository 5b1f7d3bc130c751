import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { findFactKey, type Refusal } from '@/lib/engine'
import type { Learned, ProfileFactDto } from '@/lib/schemas/profile'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { readProfileSettings } from './read-profile-settings'
import { withoutBuried } from './tombstones'
import { lockFacts, writeFacts } from './write-facts'

type Heard = { id: string; content: string; at: Date }
type Where = { workspaceId: string; conversationId: string; profileId: string }

/**
 * Learns from a person's own messages what they say about themselves. Nothing where the workspace, the profile or the
 * conversation does not learn.
 * @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does
 */
export async function learnFacts(where: Where, messages: Heard[]): Promise<Learned[]> {
  const { conversationId, ...ofProfile } = where
  const { workspaceId, profileId } = ofProfile
  const texts = messages.map(({ content }) => content)
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  const read = await workOnText('extractFacts', { messages: texts }, { workspaceId, urgency: 'person', size })
  const all = messages.map((message, at) => ({ message, ...read[at]! }))
  const heard = all.filter(({ facts, refused }) => facts.length > 0 || refused.length > 0)
  if (heard.length === 0) return []
  return prisma.$transaction(async (tx) => {
    const settings = await readProfileSettings(workspaceId, tx)
    if (!settings.isLearning || !(await mayLearn(tx, where))) return []
    const learned: Learned[] = []
    for (const { message, facts, refused } of heard) {
      const allowed = facts.flatMap((fact) => {
        const key = findFactKey(settings.keys, fact.key)
        return key === undefined || key.sensitivity === 'sensitive' ? [] : [{ ...fact, isStatic: key.isBasic }]
      })
      const fresh = await withoutBuried(tx, ofProfile, allowed)
      const known = fresh.length > 0 ? await lockFacts(tx, ofProfile) : null
      const saidAt = message.at.toISOString()
      const said = fresh.map((fact) => ({ ...fact, saidAt, conversationId, messageId: message.id }))
      const { accepts, keys } = settings
      const written = known ? await writeFacts(tx, ofProfile, said, { known, accepts, keys }) : []
      learned.push(...tell(message.id, profileId, written, refused))
    }
    return learned
  })
}

/** Whether the profile learns, from this conversation. */
export async function mayLearn(
  tx: Pick<Transaction, 'conversation' | 'profile'>,
  { workspaceId, conversationId, profileId }: Where,
): Promise<boolean> {
  const lasting = { workspaceId, id: conversationId, deletedAt: null, isTemporary: false }
  if ((await tx.conversation.count({ where: lasting })) === 0) return false
  return (await tx.profile.count({ where: { workspaceId, id: profileId, isLearning: true } })) > 0
}

function tell(messageId: string, profileId: string, facts: ProfileFactDto[], refused: Refusal[]): Learned[] {
  return facts.length > 0 || refused.length > 0 ? [{ messageId, profileId, facts, refused }] : []
}
