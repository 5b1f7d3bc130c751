import { prisma } from '@/lib/db/client'
import { cutText, dot, type Turn, type TurnVectorsPort } from '@/lib/engine'
import type { Embedder } from '@/lib/indexing/embedding/embedder'
import { LIMITS } from '@/lib/schemas/limits'

type Stored = { workspaceId: string; conversationId: string; indexId: string }

/** A person waits meanwhile: what is not embedded by then is compared by words alone. */
const DEADLINE_MS = 3_000
const TEXTS_AT_ONCE = 64

/** The vectors of a conversation's messages, as far as they were made in the background. */
export function storedVectors({ workspaceId, conversationId, indexId }: Stored): TurnVectorsPort {
  return {
    compare: async (query, turns) => {
      const vector = JSON.stringify(query)
      const rows = await prisma.$queryRaw<{ messageId: string; cosine: number }[]>`
        SELECT "messageId", -("embedding" <#> ${vector}::vector::halfvec) AS cosine FROM "MessageEmbedding"
        WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ${conversationId} AND "indexId" = ${indexId}`
      const cosines = new Map(rows.map(({ messageId, cosine }) => [messageId, cosine]))
      return turns.map(({ id }) => cosines.get(id) ?? null)
    },
  }
}

/**
 * Vectors of messages that are kept elsewhere, made as they come, the newest first; those of the last few conversations are
 * remembered.
 */
export function vectorsMadeNow(embedTexts: NonNullable<Embedder['embedTexts']>): TurnVectorsPort {
  return {
    compare: async (query, turns) => {
      const signal = AbortSignal.timeout(DEADLINE_MS)
      const cosines = new Array<number | null>(turns.length).fill(null)
      for (let end = turns.length; end > 0 && !signal.aborted; end -= TEXTS_AT_ONCE) {
        const start = Math.max(0, end - TEXTS_AT_ONCE)
        const vectors = await embedInTime(turns.slice(start, end), embedTexts, signal)
        vectors?.forEach((vector, at) => {
          cosines[start + at] = vector.length === query.length ? dot(query, vector) : null
        })
      }
      return cosines
    },
  }
}

/** Nothing where the time is over. */
async function embedInTime(
  turns: readonly Turn[],
  embedTexts: NonNullable<Embedder['embedTexts']>,
  signal: AbortSignal,
): Promise<Float32Array[] | undefined> {
  try {
    const texts = turns.map(({ content }) => cutText(content, LIMITS.embeddedMessageLength))
    return await embedTexts(texts, signal)
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}
