import type { StoredChunk } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'

/** Chunks on each side that a section is looked for in. */
export const SECTION_REACH = 4

type Seed = Pick<Candidate, 'headingPath' | 'startOffset' | 'tokens'>

/**
 * The rest of the section that a chunk is part of, when all of it is near and short, and what introduces it under the
 * heading above. Nothing for text that stands under no heading.
 *
 * @param around the chunks of the module version at most `SECTION_REACH` before and after the seed, by ordinal
 * @param maxTokens of the section with the seed
 */
export function findSection(seed: Seed, around: StoredChunk[], maxTokens: number): StoredChunk[] {
  if (seed.headingPath.length === 0) return []
  const before = around.filter(({ startOffset }) => startOffset < seed.startOffset).reverse()
  const after = around.filter(({ startOffset }) => startOffset > seed.startOffset)
  const up = countSame(before, seed.headingPath)
  const down = countSame(after, seed.headingPath)
  if (up >= SECTION_REACH || down >= SECTION_REACH) return []
  const section = [...before.slice(0, up).reverse(), ...after.slice(0, down)]
  const room = maxTokens - section.reduce((sum, { tokenCount }) => sum + tokenCount, seed.tokens)
  if (room < 0) return []
  const above = before[up]
  const isIntroduction = above && isParent(above.headingPath, seed.headingPath) && above.tokenCount <= room
  return isIntroduction ? [above, ...section] : section
}

function countSame(side: StoredChunk[], path: string[]): number {
  const other = side.findIndex(({ headingPath }) => headingPath.join('\n') !== path.join('\n'))
  return other < 0 ? side.length : other
}

function isParent(path: string[], of: string[]): boolean {
  return path.length > 0 && path.length < of.length && path.every((title, at) => title === of[at])
}
