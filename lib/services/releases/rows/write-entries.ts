import { type EntryChange, setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import { reweighModules } from '@/lib/db/statistics/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { releaseNotFound } from './read-releases'

export const TRANSACTION_OPTIONS = { timeout: 30_000, maxWait: 30_000 }

/** Entries of one statement. */
const BATCH = 100

const MISSING_VECTORS = 'Versions that came into a release have none yet. They are being made.'

export type Entry = { moduleId: string; version: number | null }

/** @throws AppError NOT_FOUND; CONFLICT for a release that is frozen, has no base, or is one of a change request or draft. */
export async function requireOpen(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const { isFrozen } = await requireDerived(tx, workspaceId, id)
  if (!isFrozen) return
  const message = 'This release is frozen: it stays as it is. Create another one to try something out.'
  throw new AppError('CONFLICT', message, { entity: 'release', id })
}

/** @throws AppError NOT_FOUND; CONFLICT for a release without a base, of a change request or of a draft. */
export async function requireDerived(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<{ isFrozen: boolean; isProtected: boolean; follows: number | null }> {
  const release = await tx.release.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      baseId: true,
      changeNumber: true,
      draftOf: true,
      momentAt: true,
      isFrozen: true,
      isProtected: true,
      follows: true,
    },
  })
  if (!release) throw releaseNotFound(id)
  if (release.changeNumber !== null) {
    const message = `This release belongs to the change request #${release.changeNumber}: change its edits instead.`
    throw new AppError('CONFLICT', message, { entity: 'release', id })
  }
  if (release.draftOf !== null) throw holdsDraft(id, release.draftOf)
  if (release.momentAt !== null) throw isOfMoment(id)
  if (release.baseId !== null) return release
  const message = 'This release has no base. It changes when modules are published, archived or deleted.'
  throw new AppError('CONFLICT', message, { entity: 'release', id })
}

/** Nothing but the draft itself changes such a release. */
export function holdsDraft(id: string, moduleId: string): AppError {
  const message = `This release tries out the draft of “${moduleId}”: edit, propose or publish that instead.`
  return new AppError('CONFLICT', message, { entity: 'release', id })
}

/** It is kept for a while by what compares with it, and has texts of no other release. */
export function isOfMoment(id: string): AppError {
  const message = 'This release stands for a moment that an effect was composed for: create a release of that moment.'
  return new AppError('CONFLICT', message, { entity: 'release', id })
}

/**
 * Sets entries of a release with a base. Call it after `bumpForReleases`.
 * @throws AppError NOT_FOUND for a module or version that is not there, LIMIT_EXCEEDED.
 */
export async function writeEntries(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  entries: EntryChange[],
): Promise<void> {
  await requireVersions(tx, workspaceId, entries)
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH)
    await setReleaseEntries(tx, workspaceId, releaseId, batch)
    // their weights may be of an older average length
    const held = batch.flatMap(({ moduleId, version }) => (version ? [moduleId] : []))
    if (held.length > 0) await reweighModules(tx, workspaceId, held)
  }
  await askForVectors(tx, workspaceId, entries)
  const actual = await tx.releaseEntry.count({ where: { workspaceId, releaseId } })
  const limit = LIMITS.releaseEntries
  if (actual > limit) {
    throw new AppError(
      'LIMIT_EXCEEDED',
      `A release differs from its base by at most ${limit} modules, this one would by ${actual}.`,
      {
        limit,
        actual,
      },
    )
  }
}

/** Versions that stood in no release may have been left out when the embedding model changed. */
async function askForVectors(tx: Transaction, workspaceId: string, entries: EntryChange[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EmbeddingIndex" i SET "error" = ${MISSING_VECTORS}
    WHERE i."workspaceId" = ${workspaceId} AND i."status" = 'active' AND i."error" IS NULL AND EXISTS (
      SELECT 1 FROM json_to_recordset(${JSON.stringify(entries)}::json) AS k("moduleId" text, "version" int)
      WHERE k."version" IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = ${workspaceId} AND e."model" = i."id" AND e."moduleId" = k."moduleId"
          AND e."version" = k."version"
        OFFSET 0
      )
    )`
}

/** @throws AppError NOT_FOUND for a module or version that is not there */
export async function requireVersions(tx: Transaction, workspaceId: string, entries: EntryChange[]): Promise<void> {
  const rows = await tx.$queryRaw<{ moduleId: string; version: number | null }[]>`
    SELECT k."moduleId", k."version"
    FROM json_to_recordset(${JSON.stringify(entries)}::json) AS k("moduleId" text, "version" int)
    WHERE NOT EXISTS (
      SELECT 1 FROM "Module" m WHERE m."workspaceId" = ${workspaceId} AND m."id" = k."moduleId" OFFSET 0
    ) OR k."version" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "ModuleVersion" v
      WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version" OFFSET 0
    )
    ORDER BY k."moduleId" LIMIT 1`
  const [missing] = rows
  if (!missing) return
  const { moduleId, version } = missing
  const what = version === null ? `module ${moduleId}` : `version ${version} of the module ${moduleId}`
  throw new AppError('NOT_FOUND', `There is no ${what}.`, { entity: 'module', id: moduleId })
}
