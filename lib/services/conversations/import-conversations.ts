import { toUnavailable } from '@/lib/db/to-unavailable'
import { AppError } from '@/lib/errors'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { log } from '@/lib/log'
import {
  type ImportedConversation,
  importConversationsSchema,
  importedConversationsSchema,
} from '@/lib/schemas/conversations/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { type PlannedConversation, planConversation } from './files/plan-conversation'
import { storeConversation } from './files/store-conversation'

/**
 * Imports the conversations of a file, ours or the export of another product. They are private to the actor, and
 * nothing is learned from them. A conversation that is here already is skipped, so that the same file can be imported
 * again. With `isPlan` nothing is stored: the result says what would happen to each.
 * @throws AppError VALIDATION for a file that holds no conversations; LIMIT_EXCEEDED for one that is too large or takes too long to
 * read.
 */
export const importConversations = verb({
  name: 'importConversations',
  scope: 'compose',
  effect: 'write',
  input: importConversationsSchema,
  output: importedConversationsSchema,
  rawText: 'content',
  run: async ({ actor, workspaceId }, { content, isPlan, ids }) => {
    const actual = Buffer.byteLength(content)
    const limit = LIMITS.conversationFileBytes
    if (actual > limit) {
      const message = `A file of conversations may have at most ${limit / 1024 ** 2} MB. Import it in parts.`
      throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
    }
    const work = { workspaceId, urgency: 'import', size: content.length } as const
    const readAt = new Date().toISOString()
    const file = await workOnText('readConversations', { content, readAt }, work)
    if ('problem' in file) throw new AppError('VALIDATION', file.problem, { fields: { content: file.problem } })
    const authorId = authorIdOf(actor)
    const wanted = ids && new Set(ids)
    const items: ImportedConversation[] = []
    const seen = new Set<string>()
    for (const read of file.conversations) {
      const sourceId = 'problem' in read ? read.sourceId : read.conversation.id
      if (wanted && !wanted.has(sourceId)) continue
      const planned = await planConversation({ workspaceId, authorId }, read)
      const isTwin = seen.has(sourceId) && planned.outcome !== 'refused'
      seen.add(sourceId)
      items.push(
        isTwin ? refuseTwin(planned) : isPlan ? withoutText(planned) : await store({ workspaceId, authorId }, planned),
      )
    }
    const isAny = items.some(({ outcome }) => outcome === 'new' || outcome === 'longer')
    if (!isPlan && isAny) await queueMessages(workspaceId)
    return { source: file.source, isPlan, items }
  },
})

const withoutText = ({ conversation: _, ...item }: PlannedConversation): ImportedConversation => item

function refuseTwin(planned: PlannedConversation): ImportedConversation {
  const problem = 'The file has another conversation with this id.'
  return { ...withoutText(planned), outcome: 'refused', messages: 0, problem }
}

const UNFORESEEN = 'It could not be stored. The server’s log says why.'

/** Stores one conversation. A failure is reported for it alone, so that the others are stored. */
async function store(
  whose: { workspaceId: string; authorId: string },
  planned: PlannedConversation,
): Promise<ImportedConversation> {
  const { conversation, conversationId: id, outcome, messages } = planned
  const item = withoutText(planned)
  if (!conversation || id === null || (outcome !== 'new' && outcome !== 'longer')) return item
  try {
    await storeConversation({ ...whose, id }, conversation, conversation.messages.length - messages)
    return item
  } catch (error) {
    if (toUnavailable(error)) throw error
    if (!(error instanceof AppError)) log('error', 'a conversation was not imported', { id }, error)
    const problem = error instanceof AppError ? error.message : UNFORESEEN
    return { ...item, outcome: 'refused', messages: 0, problem }
  }
}
