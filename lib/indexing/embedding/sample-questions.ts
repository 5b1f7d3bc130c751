import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { readChunks } from '@/lib/db/retrieval/stored-chunks'
import type { EmbeddingIndexRow } from './embedding-index'
import { openEmbedder } from './open-embedder'

const QUESTIONS = 40
/** One word of each. */
const TEXTS = 6
/** A longer word is a script without spaces, and so many letters of it are a word. */
const LONGEST = 40
const LETTERS = 3

/**
 * Vectors as the hardest questions have them: each of words out of six texts of the workspace, the same ones each time. What
 * is around a stored vector an index finds far more easily than what lies between, and even three words of one text lead to it.
 *
 * @throws what keeps the model from answering
 */
export async function sampleQuestions(index: EmbeddingIndexRow, signal?: AbortSignal): Promise<ArrayLike<number>[]> {
  const { workspaceId } = index
  const keys = await prisma.$queryRaw<{ moduleId: string; version: number; ordinal: number }[]>`
    SELECT * FROM (
      SELECT DISTINCT ON ("moduleId") "moduleId", "version", "ordinal"
      FROM "Chunk" JOIN "ModuleVersion" USING ("workspaceId", "moduleId", "version")
      WHERE "workspaceId" = ${workspaceId} ORDER BY "moduleId", "version" DESC, md5("ordinal"::text || "moduleId")
    ) k
    ORDER BY md5(k."moduleId") LIMIT ${QUESTIONS}`
  const texts: string[] = []
  // one at a time: a body may be long
  for (const key of keys)
    for (const { text } of await readChunks(prisma, workspaceId, [toChunkId(key)])) texts.push(text)
  const { port } = await openEmbedder(index)
  const vectors: ArrayLike<number>[] = []
  for (const at of texts.keys()) {
    signal?.throwIfAborted()
    const words = Array.from({ length: TEXTS }, (_, i) => wordOf(texts[(at + i) % texts.length] ?? '', i))
    const [vector] = await port.embed([words.join(' ')])
    if (vector) vectors.push(vector)
  }
  return vectors
}

/** From near the middle of a text: another one for each place in a question. */
function wordOf(text: string, place: number): string {
  const words = text.split(/\s+/).filter(Boolean)
  const word = words[Math.min(words.length - 1, Math.floor(words.length / 2) + place)] ?? ''
  return word.length > LONGEST ? word.slice(0, LETTERS) : word
}
