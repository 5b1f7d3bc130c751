import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { type ExtractedFact, findFactKey, type Refusal } from '@/lib/engine'
import type { Learned, ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { withoutBuried } from '@/lib/services/profiles/facts/tombstones'
import { lockFacts, writeFacts } from '@/lib/services/profiles/facts/write-facts'
import { readProfileSettings } from '@/lib/services/profiles/rows/read-profile-settings'

/** In one transaction: on the embedded database everybody waits for it. */
const MESSAGES_PER_TRANSACTION = 20

export type Heard = { id: string; content: string; at: Date }
/** A profile, and the conversation that adds to it. */
export type Learner = { workspaceId: string; conversationId: string; profileId: string }

type Read = { message: Heard; facts: ExtractedFact[]; refused: Refusal[] }

/** Stores the facts read in messages that the workspace's settings allow. Stores nothing if learning is off. */
export async function keepFacts(where: Learner, read: Read[]): Promise<Learned[]> {
  const heard = read.filter(({ facts, refused }) => facts.length > 0 || refused.length > 0)
  const learned: Learned[] = []
  for (let from = 0; from < heard.length; from += MESSAGES_PER_TRANSACTION) {
    learned.push(...(await keepHeard(where, heard.slice(from, from + MESSAGES_PER_TRANSACTION))))
  }
  return learned
}

function keepHeard(where: Learner, heard: Read[]): Promise<Learned[]> {
  const { conversationId, ...ofProfile } = where
  const { workspaceId, profileId } = ofProfile
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

/** Whether the profile learns, and from this conversation. */
export async function mayLearn(
  tx: Pick<Transaction, 'conversation' | 'profile'>,
  { workspaceId, conversationId, profileId }: Learner,
): Promise<boolean> {
  const lasting = { workspaceId, id: conversationId, deletedAt: null, isTemporary: false }
  if ((await tx.conversation.count({ where: lasting })) === 0) return false
  return (await tx.profile.count({ where: { workspaceId, id: profileId, isLearning: true } })) > 0
}

function tell(messageId: string, profileId: string, facts: ProfileFactDto[], refused: Refusal[]): Learned[] {
  return facts.length > 0 || refused.length > 0 ? [{ messageId, profileId, facts, refused }] : []
}
