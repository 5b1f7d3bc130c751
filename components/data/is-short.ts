/** Whether the texts and values of something are fewer than `limit` UTF-16 units and values; looks at no more than that. */
export function isShort(value: unknown, limit: number): boolean {
  let left = limit
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    left -= typeof next === 'string' ? next.length + 1 : 1
    if (left <= 0) return false
    if (typeof next !== 'object' || next === null) continue
    for (const part of Object.values(next)) {
      waiting.push(part)
      if (waiting.length > left) return false
    }
  }
  return true
}
