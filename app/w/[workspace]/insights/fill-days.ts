const DAY_MS = 86_400_000

/** Every day from the first to the last, both included; those without an item get an empty one. */
export function fillDays<Item extends { day: string }>(
  items: Item[],
  { from, to }: { from: string; to: string },
  empty: (day: string) => Item,
): Item[] {
  const byDay = new Map(items.map((item) => [item.day, item]))
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  const days = Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(from) + n * DAY_MS).toISOString().slice(0, 10),
  )
  return days.map((day) => byDay.get(day) ?? empty(day))
}
