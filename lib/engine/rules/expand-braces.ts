import { splitGlobs } from './split-globs'

/** That the braces of one glob may stand for; of a list with commas, of each. */
export const MAX_ALTERNATIVES = 64

/** Without braces, `a.{ts,md}` as `a.ts` and `a.md`; null for more than may be. */
export function expandBraces(glob: string): string[] | null {
  const done: string[] = []
  const open = [glob]
  for (let pattern = open.shift(); pattern !== undefined; pattern = open.shift()) {
    const end = pattern.indexOf('}')
    const start = end < 0 ? -1 : pattern.lastIndexOf('{', end)
    if (start < 0) done.push(pattern)
    else {
      const alternatives = pattern.slice(start + 1, end).split(',')
      if (done.length + open.length + alternatives.length > MAX_ALTERNATIVES) return null
      const [before, after] = [pattern.slice(0, start), pattern.slice(end + 1)]
      open.push(...alternatives.map((part) => before + part + after))
    }
  }
  return done
}

/** Whether one of a list with commas cannot be read: what is wanted by it matches nothing, and what it excepts everything. */
export function hasTooManyAlternatives(globs: string): boolean {
  return splitGlobs(globs).some((glob) => expandBraces(glob) === null)
}
