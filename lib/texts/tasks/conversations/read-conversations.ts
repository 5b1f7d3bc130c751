import {
  CONVERSATION_FORMAT,
  type ConversationSource,
  type SavedConversation,
  savedConversationSchema,
} from '@/lib/schemas/conversations/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { hasBrokenText } from '@/lib/schemas/texts/broken-text'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'
import { describeJsonError } from '@/lib/schemas/texts/describe-json-error'
import { asId, asList, asObject, asTitle, type Loose, type ReadConversation } from './loose'
import { readChatGpt } from './read-chatgpt'
import { readClaude } from './read-claude'

export type FileConversation = ReadConversation | { sourceId: string; title: string; problem: string }
export type ConversationFile = { source: ConversationSource; conversations: FileConversation[] } | { problem: string }

const UNKNOWN = 'These are no conversations that Loadout, ChatGPT or Claude has exported.'

/**
 * The conversations of a file, in its order. Same text, same ids; whatever cannot be read is named.
 * @param readAt ISO time that one has whose own cannot be read
 */
export function readConversations(content: string, readAt: string): ConversationFile {
  let file: unknown
  try {
    file = JSON.parse(content)
  } catch {
    if (!/^\s*[[{]/.test(content.slice(0, 200))) {
      return { problem: 'The file is not JSON: choose conversations.json, not the archive that it is in.' }
    }
    return { problem: `The file is not valid JSON: ${describeJsonError(content)}` }
  }
  const { format, conversations } = asObject(file)
  const given = asList(Array.isArray(file) ? file : conversations).map(asObject)
  const source = format === CONVERSATION_FORMAT ? 'loadout' : sourceOf(given)
  if (!source) return { problem: UNKNOWN }
  if (given.length > LIMITS.importedConversations) {
    const limit = LIMITS.importedConversations.toLocaleString('en')
    return { problem: `The file has ${given.length.toLocaleString('en')} conversations; ${limit} are taken at once.` }
  }
  return {
    source,
    conversations: cutCircles(given.map((each, place) => toChecked(READERS[source](each, place, readAt), each))),
  }
}

const CIRCLE = 'It goes on from itself, or in a circle: that is left out.'

/** A conversation that goes on from itself, over others or not, has no beginning that anybody could find. */
function cutCircles(conversations: FileConversation[]): FileConversation[] {
  const origins = new Map<string, string>()
  const isInCircle = (id: string) => {
    const start = id
    for (let at = origins.get(id), steps = 0; at !== undefined; at = origins.get(at)) {
      if (at === start || ++steps > origins.size) return true
    }
    return false
  }
  return conversations.map((each) => {
    if ('problem' in each || !each.conversation.branchedFrom) return each
    const { branchedFrom, ...conversation } = each.conversation
    origins.set(conversation.id, branchedFrom.id)
    if (!isInCircle(conversation.id)) return each
    origins.delete(conversation.id)
    return { conversation, notes: [...each.notes, CIRCLE] }
  })
}

function sourceOf(given: Loose[]): ConversationSource | undefined {
  if (given.some(({ mapping }) => mapping !== undefined)) return 'chatgpt'
  return given.some((each) => each.chat_messages !== undefined) ? 'claude' : undefined
}

type Reader = (given: Loose, place: number, readAt: string) => ReadConversation

const READERS: Record<ConversationSource, Reader> = {
  loadout: (given) => ({ conversation: given as SavedConversation, notes: [] }),
  chatgpt: readChatGpt,
  claude: readClaude,
}

function toChecked({ conversation, notes }: ReadConversation, given: Loose): FileConversation {
  const checked = savedConversationSchema.safeParse(conversation, { error: describeIssue })
  const refused = (problem: string) => ({
    sourceId: asId(conversation.id ?? given.id, 'unknown'),
    title: asTitle(conversation.title, 'Untitled'),
    problem,
  })
  if (!checked.success) {
    const issue = checked.error.issues[0]
    return refused(`${issue?.path.join('.') || 'conversation'} ${issue?.message ?? 'cannot be read'}`)
  }
  if (hasBrokenText(checked.data))
    return refused('A text in it has a null byte or half of a character: remove it first.')
  const { messages } = checked.data
  if (messages.length === 0) return refused('Nothing was said in it.')
  if (new Set(messages.map(({ id }) => id)).size < messages.length) return refused('Two messages have the same id.')
  return { conversation: checked.data, notes }
}
