import type { ImportedConversation } from '@/lib/schemas/conversations/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { readDirectory, ZipRefused } from '@/lib/schemas/zip/read-directory'
import { findEntryProblem, readEntry } from '@/lib/schemas/zip/read-entry'

/** What a file holds, in parts that one request takes each. */
export type ConversationParts = {
  parts: string[]
  /** Too large for any request. */
  tooLarge: ImportedConversation[]
}

/** The archive of an export has one, or several that are numbered. */
const IN_ARCHIVE = /(?:^|\/)conversations(?:-\d{1,6})?\.json$/
/** A part is read at once, on the server, beside what others read. */
const PART_BYTES = LIMITS.conversationFileBytes / 2
const PART_CONVERSATIONS = 1_000

/**
 * Reads what somebody chose: a file of conversations, or the archive of an export that has one. A larger one than a request
 * takes is cut between its conversations.
 * @throws Error with what to tell
 */
export async function readConversationFile(file: File, partBytes = PART_BYTES): Promise<ConversationParts> {
  const limit = LIMITS.importArchiveBytes
  if (file.size > limit) throw new Error(`The file is larger than ${describeBytes(limit)}.`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const texts = isZip ? readArchive(bytes) : [new TextDecoder().decode(bytes)]
  const cut = texts.map((text) => cutText(text, partBytes))
  return { parts: cut.flatMap(({ parts }) => parts), tooLarge: cut.flatMap(({ tooLarge }) => tooLarge) }
}

function readArchive(bytes: Uint8Array): string[] {
  try {
    const entries = readDirectory(bytes, 2 * LIMITS.importArchiveFiles).filter(({ path }) => IN_ARCHIVE.test(path))
    if (entries.length === 0) throw new ZipRefused('The archive holds no conversations.json.')
    return entries.map((entry) => {
      const problem = findEntryProblem(entry)
      const content = problem === null && entry.sizeBytes <= LIMITS.importArchiveBytes ? readEntry(bytes, entry) : null
      if (!content) throw new ZipRefused(`${entry.path}: ${problem ?? 'the file is damaged, or too large.'}`)
      return new TextDecoder().decode(content)
    })
  } catch (error) {
    throw error instanceof ZipRefused ? error : new Error('The archive could not be read.')
  }
}

const sizeOf = (text: string) => new TextEncoder().encode(text).length

function cutText(text: string, partBytes: number): ConversationParts {
  const given = sizeOf(text) > partBytes ? parseList(text) : undefined
  // what is no list says on the server what is wrong with it
  if (!given) return { parts: [text], tooLarge: [] }
  const parts: string[] = []
  const tooLarge: ImportedConversation[] = []
  let part: string[] = []
  let size = 0
  const close = () => {
    if (part.length > 0) parts.push(`[${part.join(',')}]`)
    part = []
    size = 0
  }
  for (const conversation of given) {
    const written = JSON.stringify(conversation)
    const bytes = sizeOf(written)
    if (bytes > LIMITS.conversationFileBytes) {
      tooLarge.push(refuse(conversation))
      continue
    }
    if (size + bytes > partBytes || part.length >= PART_CONVERSATIONS) close()
    part.push(written)
    size += bytes
  }
  close()
  return { parts, tooLarge }
}

function parseList(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '')

function refuse(conversation: unknown): ImportedConversation {
  const { conversation_id, id, uuid, title, name } = (conversation ?? {}) as Record<string, unknown>
  return {
    sourceId: textOf(conversation_id) || textOf(id) || textOf(uuid) || 'unknown',
    conversationId: null,
    title: textOf(title) || textOf(name) || 'Untitled',
    messages: 0,
    at: null,
    outcome: 'refused',
    notes: [],
    problem: `It is larger than ${describeBytes(LIMITS.conversationFileBytes)}.`,
  }
}
