const MS_PER_DAY = 86_400_000

/**
 * Exponential decay of a module's age: 0.5^(age / halfLife), 0–1; 1 on the day itself and for dates in the future.
 * Li, Croft: "Time-based language models", CIKM 2003. Days are UTC, `YYYY-MM-DD`; an unreadable date scores 0, a half-life
 * of 0 leaves only what changed on the day.
 */
export function recency(lastUpdated: string, day: string, halfLifeDays: number): number {
  const ageDays = (Date.parse(day) - Date.parse(lastUpdated)) / MS_PER_DAY
  if (Number.isNaN(ageDays)) return 0
  if (ageDays <= 0) return 1
  return halfLifeDays > 0 ? 0.5 ** (ageDays / halfLifeDays) : 0
}
