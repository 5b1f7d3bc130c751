import { type ChunkDto, previewChunksSchema } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { readKeptNoise } from '@/lib/services/cleaner/read-kept-noise'
import { parseInput } from '@/lib/services/parse-input'
import { workOnText } from '@/lib/services/texts/work-on-text'

/** How a text would be cut if it were published. */
export async function previewChunks(actor: Actor, input: unknown): Promise<{ items: Omit<ChunkDto, 'chunkId'>[] }> {
  const { workspaceId } = authorize(actor, 'read')
  const { source } = parseInput(previewChunksSchema, input)
  const keptNoise = await readKeptNoise(workspaceId)
  const items = await workOnText(
    'chunk',
    { source, keptNoise },
    { workspaceId, urgency: 'person', size: source.length },
  )
  return { items }
}
