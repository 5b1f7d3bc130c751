import { hasTooManyAlternatives, MAX_ALTERNATIVES } from '@/lib/engine/rules/expand-braces'

/** Why a glob is refused; null for one that can be read. */
export function findGlobProblem(glob: string): string | null {
  if (!hasTooManyAlternatives(glob)) return null
  return `The braces of a pattern can stand for ${MAX_ALTERNATIVES} alternatives at most. Write several patterns with commas between them.`
}
