import { log } from '@/lib/log'
import type { Learned } from '@/lib/schemas/profiles/profile'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { type Heard, keepFacts, type Learner } from './keep-facts'
import { recordInteraction } from './record-interaction'

/**
 * Learns what people say about themselves in their messages. Learns nothing if the workspace, the profile or the
 * conversation has learning off. A failure is logged only, since the messages are stored already.
 */
export async function learnFromMessages(where: Learner, messages: Heard[]): Promise<Learned[]> {
  try {
    return await learnFacts(where, messages)
  } catch (error) {
    log('error', 'nothing was learned', { conversationId: where.conversationId }, error)
    return []
  }
}

type Asked = { workspaceId: string; conversationId: string; profileId: string; messageId: string; text: string }

/** Learns from a question, and records that it was asked. A failure is logged only, so that the answer is given. */
export async function learnFromQuestion({ messageId, text, ...where }: Asked): Promise<Learned[]> {
  try {
    const learned = await learnFacts(where, [{ id: messageId, content: text, at: new Date() }])
    // a question with a refused secret is not recorded: the history would hold the secret
    if (learned.every(({ refused }) => refused.length === 0)) await recordInteraction(where, text)
    return learned
  } catch (error) {
    log('error', 'nothing was learned from a question', { conversationId: where.conversationId }, error)
    return []
  }
}

/** @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does */
async function learnFacts(where: Learner, messages: Heard[]): Promise<Learned[]> {
  const { workspaceId } = where
  const texts = messages.map(({ content }) => content)
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  const read = await workOnText('extractFacts', { messages: texts }, { workspaceId, urgency: 'person', size })
  return keepFacts(
    where,
    messages.map((message, at) => ({ message, ...read[at]! })),
  )
}
