import type { OverlayEntry } from '@/lib/engine'

/** Chunks that entries keep from retrieval, and what they add to others. */
export function countEntries(entries: OverlayEntry[]): { excluded: number; keywords: number; questions: number } {
  return {
    excluded: entries.filter(({ isExcluded }) => isExcluded).length,
    keywords: entries.reduce((sum, { keywords }) => sum + keywords.length, 0),
    questions: entries.reduce((sum, { questions }) => sum + questions.length, 0),
  }
}
