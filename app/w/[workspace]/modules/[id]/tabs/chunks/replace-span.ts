/**
 * The source with `after` in the place of `before`, which stood at `from` (UTF-16) when it was read. Text above it may
 * have moved it since; null when it is not there any more, or at several places of which none is `from`.
 */
export function replaceSpan(source: string, from: number, before: string, after: string): string | null {
  const isThere = before !== '' && source.startsWith(before, from)
  const first = source.indexOf(before)
  const isOnce = before !== '' && first >= 0 && source.indexOf(before, first + 1) < 0
  if (!isThere && !isOnce) return null
  const start = isThere ? from : first
  return source.slice(0, start) + after + source.slice(start + before.length)
}
