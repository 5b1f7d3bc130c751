import { chunkMarkdown, loadTokenizer } from '@/lib/engine'
import { normalizeSource, splitSource } from '@/lib/schemas/front-matter'
import { type ChunkDto, previewChunksSchema } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'

/** How a text would be cut if it were published. */
export async function previewChunks(actor: Actor, input: unknown): Promise<{ items: Omit<ChunkDto, 'chunkId'>[] }> {
  authorize(actor, 'read')
  const { source } = parseInput(previewChunksSchema, input)
  const { body } = splitSource(normalizeSource(source))
  return { items: chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt') }) }
}
