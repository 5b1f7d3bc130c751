import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findModel } from '@/lib/indexing/providers/find-model'
import { isLocalModel } from '@/lib/indexing/providers/is-local-model'
import type { JobPayload } from '@/lib/indexing/queue/job-payloads'
import { readPayer } from '@/lib/services/access/conversation-access'
import { keepFacts, mayLearn } from '@/lib/services/profiles/learning/keep-facts'
import { readProfileSettings } from '@/lib/services/profiles/rows/read-profile-settings'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { askForFacts } from './ask-for-facts'

/**
 * Has the workspace's model read what people state about themselves in a message. Its proposals are checked against the
 * message and stored as candidates. Facts that may not leave this machine are kept from a model elsewhere: it is not asked
 * for their keys, and sees neither the messages that they rest on nor sentences that hold their values.
 *
 * @throws what the model answered when it failed to: the job is tried again
 */
export async function readFacts(said: JobPayload<'read-facts'>, signal?: AbortSignal): Promise<void> {
  const { messageId, ...where } = said
  const { workspaceId, conversationId } = where
  const { isLearning, model, keys: allowed } = await readProfileSettings(workspaceId)
  if (!isLearning || model === null || !(await mayLearn(prisma, where))) return
  const message = await prisma.conversationMessage.findFirst({
    where: { workspaceId, conversationId, id: messageId, role: 'user' },
    select: { id: true, content: true, createdAt: true },
  })
  if (!message) return
  const found = await findModel(workspaceId, model)
  const learnable = allowed.filter(({ sensitivity }) => sensitivity !== 'sensitive')
  const local = isLocalModel(found) ? [] : await findLocal(said)
  const keys = learnable.filter(({ key }) => !local.some((fact) => fact.key.split(':')[0] === key))
  if (keys.length === 0 || local.some((fact) => fact.messageId === messageId)) return
  const work = { workspaceId, urgency: 'job', size: message.content.length } as const
  const stated = await workOnText('statementsOfSelf', { message: message.content }, work)
  const sentences = stated.filter((sentence) => !local.some(({ value }) => isIn(sentence, value)))
  if (sentences.length === 0) return
  const payer = await readPayer(where)
  if (!(await hasUsageLeft({ workspaceId, ...payer }))) return
  const call = { workspaceId, ...payer, conversationId, messageId }
  const proposals = await askForFacts(call, found, { sentences, keys, signal })
  if (proposals.length === 0) return
  const read = { message: message.content, proposals, keys, extractor: model }
  const facts = await workOnText('checkProposals', read, work)
  await keepFacts(where, [{ message: { ...message, at: message.createdAt }, facts, refused: [] }])
}

/** Facts that may not leave this machine. */
function findLocal({ workspaceId, profileId }: JobPayload<'read-facts'>) {
  return prisma.profileFact.findMany({
    where: { workspaceId, profileId, scope: { not: 'any' } },
    select: { key: true, value: true, messageId: true },
  })
}

const isIn = (sentence: string, value: string) => sentence.toLowerCase().includes(value.toLowerCase())

async function hasUsageLeft(subject: Parameters<typeof requireUsageLeft>[1]): Promise<boolean> {
  try {
    await requireUsageLeft(prisma, subject)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'LIMIT_EXCEEDED') return false
    throw error
  }
}
