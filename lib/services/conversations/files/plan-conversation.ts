import { createHash } from 'node:crypto'
import { prisma } from '@/lib/db/client'
import type { ImportedConversation, SavedConversation } from '@/lib/schemas/conversations/conversation-file'
import { readMessages } from '@/lib/services/conversations/messages/read-messages'
import type { FileConversation } from '@/lib/texts/tasks/conversations/read-conversations'

export type PlannedConversation = ImportedConversation & { conversation?: SavedConversation }

const DELETED = 'It was deleted here and can still be restored.'
const DIFFERS = 'A conversation with this id exists already, and its messages differ.'

/** The id of an imported conversation whose own id another member's conversation has; the same each time. */
function ownId(authorId: string, id: string): string {
  return `cnv_${createHash('sha256').update(`${authorId}\n${id}`).digest('hex').slice(0, 26)}`
}

type Whose = { workspaceId: string; authorId: string }

async function findTarget({ workspaceId, authorId }: Whose, sourceId: string) {
  const find = (id: string) =>
    prisma.conversation.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { id: true, authorId: true, deletedAt: true },
    })
  const stored = await find(sourceId)
  if (!stored || stored.authorId === authorId) return { id: sourceId, stored }
  const id = ownId(authorId, sourceId)
  return { id, stored: await find(id) }
}

/** What an import would do with a conversation of a file. */
export async function planConversation(whose: Whose, read: FileConversation): Promise<PlannedConversation> {
  if ('problem' in read) {
    const { sourceId, title, problem } = read
    return { sourceId, conversationId: null, title, messages: 0, at: null, outcome: 'refused', notes: [], problem }
  }
  const { conversation, notes } = read
  const { id, stored } = await findTarget(whose, conversation.id)
  const { title, messages } = conversation
  const branchedFrom = conversation.branchedFrom && {
    ...conversation.branchedFrom,
    id: (await findTarget(whose, conversation.branchedFrom.id)).id,
  }
  const at = new Date(conversation.createdAt).toISOString()
  const plan = {
    sourceId: conversation.id,
    conversationId: id,
    title,
    at,
    notes,
    conversation: { ...conversation, branchedFrom },
  }
  if (!stored) return { ...plan, outcome: 'new', messages: messages.length }
  if (stored.deletedAt) return { ...plan, outcome: 'refused', messages: 0, problem: DELETED }
  const where = { workspaceId: whose.workspaceId, conversationId: id }
  const rows = await readMessages(where, { id: true, role: true, content: true })
  const isBeginning = rows.every((row, index) => {
    const given = messages[index]
    return given === undefined || (given.id === row.id && given.role === row.role && given.content === row.content)
  })
  if (!isBeginning) return { ...plan, outcome: 'refused', messages: 0, problem: DIFFERS }
  const added = Math.max(0, messages.length - rows.length)
  return { ...plan, outcome: added > 0 ? 'longer' : 'same', messages: added }
}
