import type { z } from 'zod'
import { hashChunkText, type OverlayEntry } from '@/lib/engine'
import type { overlayEntrySchema } from '@/lib/schemas/modules/chunk-overlay'

type Given = z.output<typeof overlayEntrySchema>

/** Entries as they are stored: anchors with their hash, each word once, and none that says nothing. */
export function toStoredEntries(entries: Given[]): OverlayEntry[] {
  return entries
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
}

/** Stored entries as they are given. */
export function toGivenEntries(entries: OverlayEntry[]): Given[] {
  return entries.map(({ anchor: { headingPath, text }, isExcluded, keywords, questions }) => ({
    anchor: { headingPath, text },
    ...{ isExcluded, keywords, questions },
  }))
}
