import type { TermCount } from '../../vocabulary/ports'

/** How many of some words a text holds in any of their forms, 0–1; 0 without words. `ids` are those of its terms. */
export function shareOfWords(ids: ArrayLike<number>, forms: TermCount[]): number {
  const held = new Set(Array.from(ids))
  const words = new Set<number>()
  const found = new Set<number>()
  for (const { id, word = id } of forms) {
    words.add(word)
    if (held.has(id)) found.add(word)
  }
  return words.size > 0 ? found.size / words.size : 0
}
