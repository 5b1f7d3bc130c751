import { mergeSegments } from './merge-segments'
import { documentCount, type Segment } from './segment'

/** A segment as one revision of the release sees it. */
export type LiveSegment = {
  segment: Segment
  /** Position in the release's list of modules by group; −1 for a version that the release does not hold. */
  moduleAt: Int32Array
  /** Whether the release holds every group. */
  isWhole: boolean
  /** Documents of the groups that the release holds. */
  liveCount: number
}

/** How many times smaller each segment must be than the one before it, so that there are few and each is rarely made. */
const TIER = 3
/** Share of a segment's groups that may be out of the release before it is made anew. */
const MAX_DEAD = 0.5

/** The keys that no segment has. */
export function missingKeys(segments: Segment[], keys: string[]): string[] {
  const known = new Set(segments.flatMap((segment) => segment.keys))
  return keys.filter((key) => !known.has(key))
}

/** Where each group of a release stands in its list of modules. */
export type Positions = ReadonlyMap<string, number>

/** The segments, oldest first, as a release that holds these groups sees them; merged where small ones pile up. */
export async function toLiveSegments(segments: Segment[], positions: Positions): Promise<LiveSegment[]> {
  const result: LiveSegment[] = []
  for (const segment of segments) {
    const next = lookAt(segment, positions)
    result.push(deadShare(next) > MAX_DEAD ? await merge([next], positions) : next)
    while (isPiledUp(result)) result.push(await merge(result.splice(-2), positions))
  }
  return result.filter(({ segment }) => segment.keys.length > 0)
}

/** The segments of another release as one that holds these groups sees them; they stay as they are, for both. */
export function viewSegments(shared: LiveSegment[], positions: Positions): LiveSegment[] {
  return shared.map(({ segment }) => lookAt(segment, positions))
}

function lookAt(segment: Segment, positions: Positions): LiveSegment {
  const moduleAt = Int32Array.from(segment.keys, (key) => positions.get(key) ?? -1)
  const { groupStarts } = segment
  const liveCount = moduleAt.reduce((sum, at, i) => sum + (at < 0 ? 0 : groupStarts[i + 1]! - groupStarts[i]!), 0)
  return { segment, moduleAt, isWhole: !moduleAt.includes(-1), liveCount }
}

function deadShare({ moduleAt }: LiveSegment): number {
  return moduleAt.reduce((dead, at) => dead + (at < 0 ? 1 : 0), 0) / Math.max(1, moduleAt.length)
}

function isPiledUp(live: LiveSegment[]): boolean {
  const [before, last] = live.slice(-2)
  return !!before && !!last && documentCount(last.segment) * TIER >= documentCount(before.segment)
}

async function merge(live: LiveSegment[], positions: Positions): Promise<LiveSegment> {
  const parts = live.map(({ segment, moduleAt }) => ({ segment, isLive: (group: number) => moduleAt[group]! >= 0 }))
  return lookAt(await mergeSegments(parts), positions)
}
