import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { type CandidateSource, createCandidates } from '@/lib/indexing/versions/create-candidates'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { readSource } from '@/lib/services/modules/source/read-source'
import { insertRelease } from '@/lib/services/releases/rows/insert-release'
import { TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { findMoment } from './moment-entries'
import { findMomentCuration, findMomentPolicies } from './moment-settings'

/**
 * The release that stands for production at a moment: the versions that it held, curated as they were then, and the policies
 * that were in use, as far as they are known. Moments between which nothing changed share it. Made at its first use, and kept
 * while it is among the latest and nothing that it shares with production was curated since.
 * @throws AppError VALIDATION for a moment that lies ahead, or before anything is known of production
 */
export async function openMoment(actor: Actor, given: string): Promise<string> {
  const { workspaceId } = actor
  const at = new Date(given)
  const { held } = await findMoment(prisma, workspaceId, given)
  const curated = (await findMomentCuration(prisma, workspaceId, at, held)).slice(0, LIMITS.momentCuration)
  const known = await findOpened(prisma, workspaceId, await findChange(prisma, workspaceId, at))
  if (known !== null && hasCurated(known, curated)) return known.id
  const sources: CandidateSource[] = []
  for (const { moduleId, version, overlay } of curated) {
    const source = await readSource(workspaceId, moduleId, version)
    if (source !== null) sources.push({ id: moduleId, source, path: null, overlay })
  }
  let id = newId('moment')
  const insert = async (tx: Transaction, candidates: { moduleId: string; version: number }[]) => {
    // somebody else may have made it meanwhile, or is about to
    await lockRevision(tx, workspaceId)
    const changedAt = await findChange(tx, workspaceId, at)
    const there = await findOpened(tx, workspaceId, changedAt)
    if (there !== null && hasCurated(there, curated)) {
      id = there.id
      await removeCandidates(tx, workspaceId, candidates)
      return
    }
    await deleteSpent(tx, workspaceId, there)
    const isCurated = new Set(candidates.map(({ moduleId }) => moduleId))
    const policies = (await findMomentPolicies(tx, workspaceId, at)) ?? []
    await insertRelease(tx, actor, {
      ...{ id, name: `Production at ${changedAt.toISOString()}`, isFrozen: true },
      moment: { at: changedAt, policies: Object.fromEntries(policies.map((policy) => [policy.id, policy.version])) },
      findEntries: async () => {
        const { entries } = await findMoment(tx, workspaceId, given)
        return [...entries.filter(({ moduleId }) => !isCurated.has(moduleId)), ...candidates]
      },
    })
  }
  if (sources.length > 0) {
    await createCandidates(workspaceId, sources, {
      ...{ author: whoOf(actor), message: '', urgency: 'person' as const },
      finish: insert,
    })
  } else {
    await prisma.$transaction((tx) => insert(tx, []), TRANSACTION_OPTIONS)
  }
  queueIndexing(workspaceId)
  return id
}

/** The last moment up to this one at which anything changed that a moment shows: all from then on are the same. */
async function findChange(reader: Pick<Transaction, '$queryRaw'>, workspaceId: string, at: Date): Promise<Date> {
  const [last] = await reader.$queryRaw<{ at: Date }[]>`
    SELECT GREATEST(
      (SELECT max("at") FROM "ProductionMove" WHERE "workspaceId" = ${workspaceId} AND "at" <= ${at}),
      (SELECT max("createdAt") FROM "OverlayVersion" WHERE "workspaceId" = ${workspaceId} AND "createdAt" <= ${at}),
      (SELECT max("at") FROM "AuditEvent"
        WHERE "workspaceId" = ${workspaceId} AND "at" <= ${at} AND "action" = 'policy.versionApplied'),
      (SELECT max("createdAt") FROM "Policy" WHERE "workspaceId" = ${workspaceId} AND "createdAt" <= ${at}),
      (SELECT min("at") FROM "AuditEvent" WHERE "workspaceId" = ${workspaceId} HAVING min("at") <= ${at})
    ) AS "at"`
  return last?.at ?? at
}

/** With the candidates that it holds in the place of what is curated otherwise now. */
const OPENED = {
  id: true,
  entries: { where: { version: { lt: 0 } }, select: { moduleId: true, version: true } },
} as const
type Opened = { id: string; entries: { moduleId: string; version: number | null }[] }

async function findOpened(reader: Pick<Transaction, 'release'>, workspaceId: string, at: Date): Promise<Opened | null> {
  const where = { workspaceId_momentAt: { workspaceId, momentAt: at } }
  return reader.release.findUnique({ where, select: OPENED })
}

/** Whether it holds a candidate of each of these: what was curated since it was made is none there. */
function hasCurated({ entries }: Opened, curated: { moduleId: string }[]): boolean {
  const held = new Set(entries.map(({ moduleId }) => moduleId))
  return curated.every(({ moduleId }) => held.has(moduleId))
}

/** Makes room for one more, in the place of the outdated one. */
async function deleteSpent(tx: Transaction, workspaceId: string, outdated: Opened | null): Promise<void> {
  const others = await tx.release.findMany({
    where: { workspaceId, momentAt: { not: null }, ...(outdated && { id: { not: outdated.id } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    skip: LIMITS.openedMoments - 1,
    select: OPENED,
  })
  const spent = outdated ? [outdated, ...others] : others
  await tx.release.deleteMany({ where: { workspaceId, id: { in: spent.map(({ id }) => id) } } })
  const candidates = spent.flatMap(({ entries }) => entries)
  await removeCandidates(
    tx,
    workspaceId,
    candidates.flatMap(({ moduleId, version }) => (version === null ? [] : [{ moduleId, version }])),
  )
}
