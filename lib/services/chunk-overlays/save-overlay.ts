import { hashChunkText } from '@/lib/engine'
import { type OverlayDto, saveOverlaySchema } from '@/lib/schemas/chunk-overlay'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { getOverlay } from './get-overlay'
import { storeOverlay } from './store-overlay'

/** Replaces the curation of a module's chunks; the one before stays in the history. @throws AppError CONFLICT. */
export async function saveOverlay(actor: Actor, input: unknown): Promise<OverlayDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { id, entries, baseVersion, message } = parseInput(saveOverlaySchema, input)
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
}
