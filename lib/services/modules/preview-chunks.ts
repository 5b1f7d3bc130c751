import { previewChunksSchema, previewedChunksSchema } from '@/lib/schemas/module'
import { readKeptNoise } from '@/lib/services/cleaner/read-kept-noise'
import { workOnText } from '@/lib/services/texts/work-on-text'
import { verb } from '@/lib/services/verb'

/** How a text would be cut if it were published. */
export const previewChunks = verb({
  name: 'previewChunks',
  scope: 'read',
  effect: 'read',
  input: previewChunksSchema,
  output: previewedChunksSchema,
  run: async ({ workspaceId }, { source }) => {
    const keptNoise = await readKeptNoise(workspaceId)
    const items = await workOnText(
      'chunk',
      { source, keptNoise },
      { workspaceId, urgency: 'person', size: source.length },
    )
    return { items }
  },
})
