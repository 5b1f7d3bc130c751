import type { SearchResultsDto } from '@/lib/schemas/contexts/search'

export type Passage = SearchResultsDto['results'][number]

/** The passages of each module, best first, in the order of their best ones. */
export function groupPassages(passages: Passage[]): Map<string, Passage[]> {
  const byModule = new Map<string, Passage[]>()
  for (const passage of passages) {
    byModule.set(passage.moduleId, [...(byModule.get(passage.moduleId) ?? []), passage])
  }
  return byModule
}
