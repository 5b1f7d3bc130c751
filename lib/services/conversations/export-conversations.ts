import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import {
  exportConversationsSchema,
  exportedConversationsSchema,
  type SavedConversation,
} from '@/lib/schemas/conversations/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { loadSaved } from './files/load-saved'

const FORMATS = {
  json: { ending: 'json', mediaType: 'application/json' },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
} as const

/**
 * Conversations as a file: JSON that imports back as it was, images included, or Markdown to be read, which names them.
 * @throws AppError NOT_FOUND; LIMIT_EXCEEDED where they are too long for one file, or take too long to write;
 * UNAVAILABLE when too much waits already.
 */
export const exportConversations = verb({
  name: 'exportConversations',
  scope: 'read',
  effect: 'read',
  input: exportConversationsSchema,
  output: exportedConversationsSchema,
  run: async ({ actor, workspaceId }, { ids, format }) => {
    const wanted = [...new Set(ids)]
    for (const id of wanted) await requireConversation(prisma, actor, id, 'read')
    const size = await measure(workspaceId, wanted)
    checkSize(size)
    const saved: SavedConversation[] = []
    for (const id of wanted) saved.push(await loadSaved(workspaceId, id))
    const work = { workspaceId, urgency: 'person', size } as const
    const text = await workOnText('writeConversations', { conversations: saved, format }, work)
    checkSize(Buffer.byteLength(text))
    const { ending, mediaType } = FORMATS[format]
    const name = saved.length === 1 ? fileNameOf(saved[0]!.title) : 'conversations'
    return { fileName: `${name}.${ending}`, mediaType, text }
  },
})

/** UTF-8 bytes of their messages, and of their images in base64. */
async function measure(workspaceId: string, ids: string[]): Promise<number> {
  const [row] = await prisma.$queryRaw<{ bytes: number }[]>`
    SELECT (
      SELECT coalesce(sum(octet_length("content")), 0) FROM "ConversationMessage"
      WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ANY(${ids}::text[])
    )::float8 + (
      SELECT coalesce(sum(("sizeBytes" + 2) / 3 * 4), 0) FROM "MessageImage"
      WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ANY(${ids}::text[])
    )::float8 AS "bytes"`
  return row?.bytes ?? 0
}

/** Refuses more than an import takes. @throws AppError LIMIT_EXCEEDED */
function checkSize(actual: number): void {
  const limit = LIMITS.conversationFileBytes
  if (actual <= limit) return
  const message = `A file of conversations has at most ${limit / 1024 ** 2} MB, and these take more. Export fewer at once.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}

/** Letters and digits of ASCII, which every file system and every header takes. */
function fileNameOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/[^a-zA-Z0-9]+/g, '-')
  return (
    plain
      .slice(0, LIMITS.slugLength)
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase() || 'conversation'
  )
}
