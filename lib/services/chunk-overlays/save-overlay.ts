import { hashChunkText } from '@/lib/engine'
import { overlaySchema, saveOverlaySchema } from '@/lib/schemas/chunk-overlay'
import { verb } from '@/lib/services/verb'
import { getOverlay } from './get-overlay'
import { storeOverlay } from './store-overlay'

/** Replaces the curation of a module's chunks; the one before stays in the history. @throws AppError CONFLICT. */
export const saveOverlay = verb({
  name: 'saveOverlay',
  scope: 'write',
  effect: 'write',
  input: saveOverlaySchema,
  output: overlaySchema,
  run: async ({ actor, workspaceId }, { id, entries, baseVersion, message }) => {
    const stored = entries
      .filter(({ isExcluded, keywords, questions }) => isExcluded || keywords.length > 0 || questions.length > 0)
      .map(({ anchor, isExcluded, keywords, questions }) => ({
        anchor: {
          headingPath: anchor.headingPath.map((heading) => heading.toWellFormed()),
          contentHash: hashChunkText(anchor.text),
          text: anchor.text.toWellFormed(),
        },
        isExcluded,
        keywords: [...new Set(keywords)],
        questions: [...new Set(questions)],
      }))
    await storeOverlay(actor, workspaceId, { moduleId: id, entries: stored, baseVersion, message })
    return getOverlay(actor, { id })
  },
})
