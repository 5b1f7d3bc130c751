import {
  CONVERSATION_FORMAT,
  type ConversationFileFormat,
  type SavedConversation,
  type SavedMessage,
} from '@/lib/schemas/conversations/conversation-file'

/** Conversations as the text of a file. */
export function writeConversations(conversations: SavedConversation[], format: ConversationFileFormat): string {
  return format === 'json' ? toJson(conversations) : toMarkdown(conversations)
}

/** Imports back as it was. */
function toJson(conversations: SavedConversation[]): string {
  return `${JSON.stringify({ format: CONVERSATION_FORMAT, version: 1, conversations }, null, 2)}\n`
}

const ROLE_NAMES = { user: 'User', assistant: 'Answer' } as const
/** Day and minute (UTC). */
const MINUTE_LENGTH = 'yyyy-mm-ddThh:mm'.length

/** To be read; what was said stands as it was, markdown and all. */
function toMarkdown(conversations: SavedConversation[]): string {
  return conversations.map(toPage).join('\n\n---\n\n').concat('\n')
}

/** Which one of the answers side by side it is, and what it was asked with. */
function besideWords({ column, askedWith, isChosen }: Pick<SavedMessage, 'column' | 'askedWith' | 'isChosen'>): string {
  if (column === undefined) return ''
  const named = Object.values(askedWith ?? {}).join(', ')
  return ` ${column}${named === '' ? '' : ` (${named})`}${isChosen ? ', chosen' : ''}`
}

/** On one line, between more backticks than follow each other in it. */
function toCode(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${line} ${fence}`
}

function toPage({ title, tags = [], messages }: SavedConversation): string {
  const head = [`# ${title.replaceAll(/\s+/g, ' ')}`, ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : [])]
  const said = messages.map(
    ({ role, speaker, content, at, status, error, images = [], toolUses = [], sources = [], ...message }) => {
      const time = at.slice(0, MINUTE_LENGTH).replace('T', ' ')
      const ending = status === undefined ? [] : [`*${status}${error === undefined ? '' : `: ${error}`}*`]
      return [
        `## ${speaker?.replaceAll(/\s+/g, ' ') ?? ROLE_NAMES[role]}${besideWords(message)} · ${time} UTC`,
        // its bytes are in the JSON alone
        ...images.map(({ name }) => `*Image:* ${toCode(name)}`),
        ...toolUses.map(
          ({ name, input, isRun }) => `*${isRun ? 'Used' : 'Asked for'} the tool ${name}:* ${toCode(input)}`,
        ),
        ...(content === '' ? [] : [content]),
        // as code, which no reader makes a link of
        ...sources.map(
          ({ title, address }) =>
            `*Source:* ${[title, address].flatMap((text) => (text === undefined || text === '' ? [] : [toCode(text)])).join(' ')}`,
        ),
        ...ending,
      ].join('\n\n')
    },
  )
  return [...head, ...said].join('\n\n')
}
