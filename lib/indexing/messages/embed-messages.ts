import { prisma } from '@/lib/db/client'
import { giveWay } from '@/lib/give-way'
import { isEmbeddable } from '@/lib/indexing/embedding/embeddable-messages'
import { type EmbeddingIndexRow, readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { openEmbedder } from '@/lib/indexing/embedding/open-embedder'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { LIMITS } from '@/lib/schemas/limits'

type Where = { workspaceId: string; conversationId?: string | undefined }
type Place = { conversationId: string; ordinal: number }
type Message = Place & { id: string; text: string; bytes: number }

const MESSAGES_PER_BATCH = 32
/** Of one job: others get their turn in between. */
const TURN_MS = 30_000

/**
 * Makes the vectors that messages lack under the index that serves, of one conversation or of all, where that index embeds
 * messages; those of temporary and deleted conversations get none, nor, from elsewhere, what a fact rests on that may not
 * leave this machine. What is left after a while is queued.
 * @throws what keeps the model from answering: the job is tried again
 */
export async function embedMessages(where: Where, signal?: AbortSignal, turnMs = TURN_MS): Promise<void> {
  const { workspaceId, conversationId } = where
  const { active } = await readLiveIndexes(prisma, workspaceId)
  if (!active.embedsMessages) return
  const { embedTexts } = await openEmbedder(active)
  if (!embedTexts) return
  const endsAt = performance.now() + turnMs
  let after: Place = { conversationId: '', ordinal: 0 }
  for (;;) {
    signal?.throwIfAborted()
    const messages = await readUnembedded(where, active, after)
    if (messages.length === 0) return
    const vectors = await embedTexts(
      messages.map(({ text }) => text),
      signal,
    )
    await storeVectors({ workspaceId, indexId: active.id }, messages, vectors)
    after = messages.at(-1)!
    if (performance.now() >= endsAt) return queueMessages(workspaceId, conversationId)
    await giveWay()
  }
}

function readUnembedded({ workspaceId, ...where }: Where, index: EmbeddingIndexRow, after: Place): Promise<Message[]> {
  const conversationId = where.conversationId ?? null
  return prisma.$queryRaw<Message[]>`
    SELECT m."conversationId", m."ordinal", m."id", left(m."content", ${LIMITS.embeddedMessageLength}) AS text,
      octet_length(m."content") AS bytes
    FROM "ConversationMessage" m
    JOIN "Conversation" c ON c."workspaceId" = m."workspaceId" AND c."id" = m."conversationId"
    LEFT JOIN "MessageEmbedding" e ON e."workspaceId" = m."workspaceId" AND e."conversationId" = m."conversationId"
      AND e."messageId" = m."id" AND e."indexId" = ${index.id}
    WHERE m."workspaceId" = ${workspaceId} AND (${conversationId}::text IS NULL OR m."conversationId" = ${conversationId})
      AND (m."conversationId", m."ordinal") > (${after.conversationId}, ${after.ordinal})
      AND ${isEmbeddable(index)}
      AND e."bytes" IS DISTINCT FROM octet_length(m."content")
    ORDER BY m."conversationId", m."ordinal" LIMIT ${MESSAGES_PER_BATCH}`
}

/** Nothing of a message that was deleted meanwhile, or under an index that serves no more. */
async function storeVectors(
  { workspaceId, indexId }: { workspaceId: string; indexId: string },
  messages: Message[],
  vectors: ArrayLike<number>[],
): Promise<void> {
  const column = <T>(read: (message: Message) => T) => messages.map(read)
  const texts = vectors.map((vector) => JSON.stringify(Array.from(vector)))
  await prisma.$executeRaw`
    INSERT INTO "MessageEmbedding" ("workspaceId", "indexId", "conversationId", "messageId", "bytes", "embedding")
    SELECT ${workspaceId}, i."id", m."conversationId", m."id", r."bytes", r."embedding"::vector::halfvec
    FROM unnest(${column(({ conversationId }) => conversationId)}::text[], ${column(({ id }) => id)}::text[],
      ${column(({ bytes }) => bytes)}::int[], ${texts}::text[]) AS r("conversationId", "messageId", "bytes", "embedding")
    JOIN "EmbeddingIndex" i ON i."workspaceId" = ${workspaceId} AND i."id" = ${indexId} AND i."embedsMessages"
    JOIN "ConversationMessage" m ON m."workspaceId" = ${workspaceId} AND m."conversationId" = r."conversationId"
      AND m."id" = r."messageId"
    ON CONFLICT ("workspaceId", "conversationId", "messageId", "indexId")
      DO UPDATE SET "bytes" = EXCLUDED."bytes", "embedding" = EXCLUDED."embedding"`
}
