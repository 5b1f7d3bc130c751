import { prisma } from '@/lib/db/client'
import type { EmbeddingIndexRow } from './embedding-index'
import { openEmbedder } from './open-embedder'

const QUESTIONS = 40
/** Of each of two texts; of a script without spaces so many letters. */
const WORDS = 3
const LETTERS = 12

/**
 * Vectors as questions have them: each of a few words out of two texts of the workspace, the same ones each time. What is
 * around a stored vector, or words of one text, an index finds far more easily than what lies between.
 *
 * @throws what keeps the model from answering
 */
export async function sampleQuestions(index: EmbeddingIndexRow, signal?: AbortSignal): Promise<ArrayLike<number>[]> {
  const rows = await prisma.$queryRaw<{ text: string }[]>`
    SELECT c."text" FROM (
      SELECT DISTINCT ON ("moduleId") "moduleId", "version", "ordinal" FROM "Chunk"
      WHERE "workspaceId" = ${index.workspaceId} ORDER BY "moduleId", "version" DESC, md5("ordinal"::text || "moduleId")
    ) k
    JOIN "Chunk" c ON c."workspaceId" = ${index.workspaceId} AND c."moduleId" = k."moduleId"
      AND c."version" = k."version" AND c."ordinal" = k."ordinal"
    ORDER BY md5(k."moduleId") LIMIT ${QUESTIONS}`
  const { port } = await openEmbedder(index)
  const vectors: ArrayLike<number>[] = []
  for (const [at, { text }] of rows.entries()) {
    signal?.throwIfAborted()
    const other = rows[(at + 1) % rows.length]?.text ?? ''
    const [vector] = await port.embed([`${phraseOf(text)} ${phraseOf(other)}`])
    if (vector) vectors.push(vector)
  }
  return vectors
}

/** Words from the middle of a text. */
function phraseOf(text: string): string {
  const words = text.split(/\s+/).filter(Boolean)
  const from = Math.max(0, Math.floor((words.length - WORDS) / 2))
  const phrase = words.slice(from, from + WORDS).join(' ')
  return words.length < WORDS ? phrase.slice(0, LETTERS) : phrase
}
