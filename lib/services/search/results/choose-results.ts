/** The first results are the best ones, however many stand in one module. */
const BEST_FIRST = 20

/**
 * Which of many ranked chunks a search returns, best first. A short list is the best chunks; in a long one, what comes
 * after the first twenty shows other modules before it repeats one, since who reads that far looks for more places.
 */
export function chooseResults<T>(ranked: T[], limit: number, moduleIdOf: (item: T) => string): T[] {
  if (ranked.length <= limit || limit <= BEST_FIRST) return ranked.slice(0, limit)
  const chosen = new Set(ranked.slice(0, BEST_FIRST))
  const seen = new Set([...chosen].map(moduleIdOf))
  for (const item of ranked) {
    if (chosen.size === limit) break
    if (seen.has(moduleIdOf(item))) continue
    seen.add(moduleIdOf(item))
    chosen.add(item)
  }
  for (const item of ranked) {
    if (chosen.size === limit) break
    chosen.add(item)
  }
  return ranked.filter((item) => chosen.has(item))
}
