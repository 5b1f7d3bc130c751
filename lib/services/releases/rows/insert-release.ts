import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { stampRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { findFollowed } from './find-beginning'
import { requireNumbered } from './require-numbered'
import { type Entry, writeEntries } from './write-entries'

type NewRelease = {
  id: string
  name: string
  isFrozen: boolean
  /** The module whose draft it tries out. */
  draftOf?: string
  /** The moment of production that it stands for, and the versions of policies of then. */
  moment?: { at: Date; policies: Record<string, number> }
  /** The release that it begins as; production when absent. */
  from?: string
  /** What it differs from production by, read while that cannot move. */
  findEntries: (tx: Transaction) => Promise<Entry[]>
}

/** Makes a release beside production. @throws AppError as `createRelease` */
export async function insertRelease(
  tx: Transaction,
  actor: Actor,
  { id, name, isFrozen, draftOf, moment, from, findEntries }: NewRelease,
): Promise<void> {
  const { workspaceId } = actor
  await bumpForReleases(tx, workspaceId)
  const releases = await tx.release.findMany({
    where: { workspaceId },
    select: {
      id: true,
      name: true,
      changeNumber: true,
      draftOf: true,
      momentAt: true,
      state: { select: { languages: true } },
    },
  })
  const { releaseId: baseId } = releaseOf(workspaceId)
  const base = releases.find((each) => each.id === baseId)
  if (releases.some((each) => each.id === id)) {
    throw new AppError('CONFLICT', `There is a release ${id} already: choose another id.`, { entity: 'release', id })
  }
  const isMade = isNamed({ changeNumber: null, draftOf: draftOf ?? null, momentAt: moment?.at ?? null })
  const named = releases.filter(isNamed)
  const folded = name.toLowerCase()
  if (isMade && named.some((each) => each.name.toLowerCase() === folded)) {
    const problem = 'is taken by another release: choose another one.'
    throw new AppError('CONFLICT', `The name “${name}” ${problem}`, { fields: { name: problem } })
  }
  const limit = LIMITS.releasesPerWorkspace
  const actual = named.length
  if (actual >= limit && isMade) {
    throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} releases: delete one first.`, {
      limit,
      actual,
    })
  }
  const entries = await findEntries(tx)
  // those that come into its base later are none of a frozen one's
  const state = { languages: isFrozen ? (base?.state?.languages ?? []) : [] }
  const past = moment ? { momentAt: moment.at, policies: moment.policies } : {}
  const follows = from === undefined || isFrozen ? null : await findFollowed(tx, workspaceId, from)
  const data = { workspaceId, id, name, baseId, isFrozen, draftOf, follows, ...past, state: { create: state } }
  await tx.release.create({ data, select: { id: true } })
  // an earlier release of this id may still be remembered
  await stampRelease(tx, workspaceId, id)
  await writeEntries(tx, workspaceId, id, entries)
  // what is made by the way of reading is no act of somebody
  if (moment) return
  // what is proposed may still be edited or closed
  if (isFrozen) await requireNumbered(tx, workspaceId, id)
  const after = { name, baseId: from ?? baseId, entries: entries.length, isFrozen }
  await recordAudit(tx, actor, { action: 'release.created', target: id, after })
}

type Made = { changeNumber: number | null; draftOf: string | null; momentAt: Date | null }

/** Somebody made it as a release, rather than the product for a change request, a draft or an effect. */
const isNamed = ({ changeNumber, draftOf, momentAt }: Made) =>
  changeNumber === null && draftOf === null && momentAt === null
