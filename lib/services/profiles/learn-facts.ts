import type { Learned } from '@/lib/schemas/profile'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { type Heard, keepFacts, type Learner } from './keep-facts'

/**
 * Learns from a person's own messages what they say about themselves. Nothing where the workspace, the profile or the
 * conversation does not learn.
 * @throws AppError LIMIT_EXCEEDED, UNAVAILABLE as `workOnText` does
 */
export async function learnFacts(where: Learner, messages: Heard[]): Promise<Learned[]> {
  const { workspaceId } = where
  const texts = messages.map(({ content }) => content)
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  const read = await workOnText('extractFacts', { messages: texts }, { workspaceId, urgency: 'person', size })
  return keepFacts(
    where,
    messages.map((message, at) => ({ message, ...read[at]! })),
  )
}
