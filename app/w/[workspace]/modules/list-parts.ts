import type { MatchCounts } from '@/lib/schemas/modules/module-list'

export type Part = keyof MatchCounts

/** What the heading of each part says, in the order of the list. */
export const PART_WORDS: Record<Part, { title: string; hint: string }> = {
  name: { title: 'In the name', hint: 'what fits best first' },
  text: { title: 'In the text', hint: 'the best passage first' },
  other: { title: 'In description, tags, category or id', hint: 'none of it in the name or found in the text' },
}

const PARTS = Object.keys(PART_WORDS) as Part[]

/** A line of the table: a module by its place in the list, or the heading of a part. */
export type Line = { kind: 'module'; index: number } | { kind: 'heading'; part: Part; count: number }

/**
 * The lines of the table: the modules that are loaded, with a heading where a part begins.
 * @param matches how many modules each part has, loaded or not; undefined when the list has no parts
 */
export function toLines(loaded: number, matches: MatchCounts | undefined): Line[] {
  const modules = Array.from({ length: loaded }, (_, index): Line => ({ kind: 'module', index }))
  if (!matches) return modules
  const lines: Line[] = []
  let start = 0
  for (const part of PARTS) {
    const own = modules.slice(start, start + matches[part])
    if (own.length > 0) lines.push({ kind: 'heading', part, count: matches[part] }, ...own)
    start += matches[part]
  }
  return lines
}
