import { versionKey } from '@/lib/engine'

type Key = { moduleId: string; version: number }

/**
 * Finds these versions, and of the same modules perhaps others: `pickVersions` leaves those out. Prisma takes tens of
 * milliseconds to build a statement with hundreds of conditions beside one another, in which nobody else has a turn.
 */
export const nearVersions = (keys: readonly Key[]) => ({
  moduleId: { in: [...new Set(keys.map(({ moduleId }) => moduleId))] },
  version: { in: [...new Set(keys.map(({ version }) => version))] },
})

/** Of rows the ones that are of these versions. */
export function pickVersions<Row extends { moduleId: string; version: number | null }>(
  rows: readonly Row[],
  keys: readonly Key[],
): Row[] {
  const wanted = new Set(keys.map(versionKey))
  return rows.filter(({ moduleId, version }) => version !== null && wanted.has(versionKey({ moduleId, version })))
}
