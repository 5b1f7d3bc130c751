import type { SavedMessage } from '@/lib/schemas/conversations/conversation-file'
import {
  asId,
  asList,
  asObject,
  asText,
  asTime,
  asTitle,
  beginningOf,
  idOfWords,
  type Loose,
  noteLeftOut,
  type ReadConversation,
} from './loose'

/** A conversation of Claude: a list of messages, each of blocks. */
export function readClaude(given: Loose, place: number, readAt: string): ReadConversation {
  const said = asList(given.chat_messages).map(asObject)
  const times = said.map(({ created_at }) => asTime(created_at))
  const { createdAt, notes } = beginningOf(readAt, asTime(given.created_at), asTime(given.updated_at), ...times)
  const title = asTitle(given.name, 'Untitled')
  const messages: SavedMessage[] = []
  const ids = new Set<string>()
  let files = 0
  let twins = 0
  let empty = 0
  let at = createdAt
  for (const [index, message] of said.entries()) {
    const sender = asText(message.sender)
    const content = textOf(message)
    at = asTime(message.created_at) ?? at
    files += asList(message.attachments).length + asList(message.files).length
    const role = sender === 'human' ? 'user' : sender === 'assistant' ? 'assistant' : undefined
    const id = asId(message.uuid, `${place}-${index}`)
    if (role === undefined || content.trim() === '') empty++
    else if (ids.has(id)) twins++
    else {
      ids.add(id)
      messages.push({ id, role, content, at })
    }
  }
  return {
    conversation: {
      id: asId(given.uuid, () => idOfWords(title, messages)),
      title,
      createdAt,
      updatedAt: asTime(given.updated_at) ?? at,
      messages,
    },
    notes: [
      ...notes,
      ...noteLeftOut(twins, 'message that is there twice', 'messages that are there twice'),
      ...noteLeftOut(files, 'file'),
      ...noteLeftOut(empty, 'message without text', 'messages without text'),
    ],
  }
}

/** What its text blocks say; older exports have the text alone. */
function textOf(message: Loose): string {
  const blocks = asList(message.content).map(asObject)
  const told = blocks.filter(({ type }) => type === 'text').map(({ text }) => asText(text))
  const text = told.filter((each) => each !== '').join('\n\n')
  return text === '' ? asText(message.text) : text
}
