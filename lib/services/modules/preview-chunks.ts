import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { previewChunksSchema, previewedChunksSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { chunkOnThread } from '@/lib/texts/threads/cut-text'

/** How a text would be cut if it were published. */
export const previewChunks = verb({
  name: 'previewChunks',
  scope: 'read',
  effect: 'read',
  input: previewChunksSchema,
  output: previewedChunksSchema,
  run: async ({ workspaceId }, { source, path }) => {
    const keptNoise = await readKeptNoise(workspaceId)
    const items = await chunkOnThread(
      { source, path, keptNoise },
      { workspaceId, urgency: 'person', size: source.length },
    )
    return { items }
  },
})
