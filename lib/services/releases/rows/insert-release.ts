import { bumpForReleases } from '@/lib/db/bump-revision'
import { stampRelease } from '@/lib/db/change-release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { releaseNotFound } from './read-releases'
import { type Entry, writeEntries } from './write-entries'

type NewRelease = {
  id: string
  name: string
  baseId: string
  isFrozen: boolean
  /** The module whose draft it tries out. */
  draftOf?: string
  /** What it differs from its base by, read while the base cannot move. */
  findEntries: (tx: Transaction) => Promise<Entry[]>
}

/** @throws AppError as `createRelease` */
export async function insertRelease(
  tx: Transaction,
  actor: Actor,
  { id, name, baseId, isFrozen, draftOf, findEntries }: NewRelease,
): Promise<void> {
  const { workspaceId } = actor
  await bumpForReleases(tx, workspaceId)
  const releases = await tx.release.findMany({
    where: { workspaceId },
    select: { id: true, baseId: true, changeNumber: true, draftOf: true, state: { select: { languages: true } } },
  })
  const base = releases.find((each) => each.id === baseId)
  if (!base) throw releaseNotFound(baseId)
  if (base.baseId !== null) {
    const message = 'A release that has a base cannot be a base itself.'
    throw new AppError('CONFLICT', message, { entity: 'release', id: baseId })
  }
  if (releases.some((each) => each.id === id)) {
    throw new AppError('CONFLICT', `There is a release ${id} already.`, { entity: 'release', id })
  }
  const limit = LIMITS.releasesPerWorkspace
  const actual = releases.filter((each) => each.changeNumber === null && each.draftOf === null).length
  if (actual >= limit && draftOf === undefined) {
    throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} releases.`, { limit, actual })
  }
  const entries = await findEntries(tx)
  // those that come into its base later are none of a frozen one's
  const state = { languages: isFrozen ? (base.state?.languages ?? []) : [] }
  const data = { workspaceId, id, name, baseId, isFrozen, draftOf, state: { create: state } }
  await tx.release.create({ data, select: { id: true } })
  // an earlier release of this id may still be remembered
  await stampRelease(tx, workspaceId, id)
  await writeEntries(tx, workspaceId, id, entries)
  const after = { name, baseId, entries: entries.length, isFrozen }
  await recordAudit(tx, actor, { action: 'release.created', target: id, after })
}
