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

/** A conversation of ChatGPT: a tree of nodes. The path to its current node is what was seen last. */
export function readChatGpt(given: Loose, place: number, readAt: string): ReadConversation {
  const nodes = new Map(Object.entries(asObject(given.mapping)).map(([id, node]) => [id, asObject(node)]))
  const path = pathTo(asText(given.current_node), nodes)
  const times = path.map((id) => asTime(asObject(nodes.get(id)?.message).create_time))
  const { createdAt, notes } = beginningOf(readAt, asTime(given.create_time), asTime(given.update_time), ...times)
  const title = asTitle(given.title, 'Untitled')
  const messages: SavedMessage[] = []
  let others = 0
  let parts = 0
  let at = createdAt
  for (const id of path) {
    const message = asObject(nodes.get(id)?.message)
    const said = contentOf(message)
    parts += said.leftOut
    at = asTime(message.create_time) ?? at
    if (said.role === undefined || said.text.trim() === '') others += said.isSaid ? 1 : 0
    else messages.push({ id: asId(id, `${place}-${messages.length}`), role: said.role, content: said.text, at })
  }
  const isSaid = (node: Loose) => contentOf(asObject(node.message)).text.trim() !== ''
  const seen = new Set(path)
  const elsewhere = [...nodes].filter(([id, node]) => !seen.has(id) && isSaid(node)).length
  return {
    conversation: {
      id: asId(given.conversation_id ?? given.id, () => idOfWords(title, messages)),
      title,
      createdAt,
      updatedAt: asTime(given.update_time) ?? at,
      ...(given.is_archived === true ? { isArchived: true } : {}),
      messages,
    },
    notes: [
      ...notes,
      ...noteLeftOut(elsewhere, 'message of an earlier version', 'messages of earlier versions'),
      ...noteLeftOut(others, 'message of a tool or the system', 'messages of tools or the system'),
      ...noteLeftOut(parts, 'image or file', 'images or files'),
    ],
  }
}

/** From the root to a node, or to the last leaf where it names none. What points back at itself ends there. */
function pathTo(current: string, nodes: ReadonlyMap<string, Loose>): string[] {
  let id = nodes.has(current)
    ? current
    : ([...nodes].findLast(([, node]) => asList(node.children).length === 0)?.[0] ?? '')
  const path = new Set<string>()
  while (nodes.has(id) && !path.has(id)) {
    path.add(id)
    id = asText(nodes.get(id)?.parent)
  }
  return [...path].toReversed()
}

type Said = { role?: 'user' | 'assistant'; text: string; isSaid: boolean; leftOut: number }

const TOLD = ['text', 'multimodal_text', 'code']

function contentOf(message: Loose): Said {
  const author = asText(asObject(message.author).role)
  const content = asObject(message.content)
  const isHidden = asObject(message.metadata).is_visually_hidden_from_conversation === true
  const isTold = TOLD.includes(asText(content.content_type)) && !isHidden
  const role = (author === 'user' || author === 'assistant') && isTold ? author : undefined
  const given = asList(content.parts)
  const texts = given.map((part) => (typeof part === 'string' ? asText(part) : asText(asObject(part).text)))
  const text =
    role === undefined
      ? ''
      : texts
          .concat(asText(content.text))
          .filter((each) => each !== '')
          .join('\n\n')
  const isSaid = author !== '' && author !== 'system' && !isHidden && (given.length > 0 || asText(content.text) !== '')
  const leftOut =
    role === undefined ? 0 : given.filter((part, at) => typeof part !== 'string' && texts[at] === '').length
  return { ...(role === undefined ? {} : { role }), text, isSaid, leftOut }
}
