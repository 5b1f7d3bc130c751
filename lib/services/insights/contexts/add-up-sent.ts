import type { SentModules } from '@/lib/services/compose/rows/select-sent'

/** Contexts that each module was sent in, and its tokens in all of them. */
export function addUpSent(contexts: SentModules[]): Map<string, { sentIn: number; tokens: number }> {
  const sums = new Map<string, { sentIn: number; tokens: number }>()
  for (const { moduleId, tokens } of contexts.flatMap(({ modules }) => modules ?? [])) {
    const known = sums.get(moduleId) ?? { sentIn: 0, tokens: 0 }
    sums.set(moduleId, { sentIn: known.sentIn + 1, tokens: known.tokens + tokens })
  }
  return sums
}
