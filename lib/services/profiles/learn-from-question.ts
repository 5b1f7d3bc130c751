import { log } from '@/lib/log'
import type { Learned } from '@/lib/schemas/profile'
import { learnFacts } from './learn-facts'
import { recordInteraction } from './record-interaction'

type Asked = { workspaceId: string; conversationId: string; profileId: string; messageId: string; text: string }

/** What a question tells about who asks, and that they asked it. Never in the way of the answer. */
export async function learnFromQuestion({ messageId, text, ...where }: Asked): Promise<Learned[]> {
  try {
    const learned = await learnFacts(where, [{ id: messageId, content: text, at: new Date() }])
    // a secret that is refused as a fact would stand in the history all the same
    if (learned.every(({ refused }) => refused.length === 0)) await recordInteraction(where, text)
    return learned
  } catch (error) {
    log('error', 'nothing was learned from a question', { conversationId: where.conversationId }, error)
    return []
  }
}
