import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import {
  exportConversationsSchema,
  exportedConversationsSchema,
  type SavedConversation,
} from '@/lib/schemas/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { writeJson, writeMarkdown } from '@/lib/texts/tasks/conversations/write-conversations'
import { loadSaved } from './load-saved'

const FORMATS = {
  json: { ending: 'json', mediaType: 'application/json', write: writeJson },
  markdown: { ending: 'md', mediaType: 'text/markdown; charset=utf-8', write: writeMarkdown },
} as const

/**
 * Conversations as a file: JSON that imports back as it was, or Markdown to be read.
 * @throws AppError NOT_FOUND; LIMIT_EXCEEDED where they are too long for one file.
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
    await refuseTooLong(workspaceId, wanted)
    const saved: SavedConversation[] = []
    for (const id of wanted) saved.push(await loadSaved(workspaceId, id))
    const { ending, mediaType, write } = FORMATS[format]
    const name = saved.length === 1 ? fileNameOf(saved[0]!.title) : 'conversations'
    return { fileName: `${name}.${ending}`, mediaType, text: write(saved) }
  },
})

async function refuseTooLong(workspaceId: string, ids: string[]): Promise<void> {
  const [row] = await prisma.$queryRaw<{ bytes: number }[]>`
    SELECT coalesce(sum(octet_length("content")), 0)::float8 AS "bytes" FROM "ConversationMessage"
    WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ANY(${ids}::text[])`
  const actual = row?.bytes ?? 0
  const limit = LIMITS.exportedBytes
  if (actual <= limit) return
  throw new AppError('LIMIT_EXCEEDED', 'These conversations are too long for one file. Export fewer at once.', {
    limit,
    actual,
  })
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
