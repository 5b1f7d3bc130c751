import type { AverageLengths } from '@/lib/db/releases/release-state'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'

/** What BM25 weights are pinned to in a workspace that has nothing yet: the averages of what comes first. */
export function averageLengths(versions: PreparedVersion[]): AverageLengths {
  const chunks = versions.flatMap((version) => version.chunks)
  return {
    averageLength: mean(chunks.map(({ length }) => length)),
    moduleAverageLength: mean(versions.map(({ index }) => index.length)),
  }
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
