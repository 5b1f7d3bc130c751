import { type Moment, readMoment } from '@/lib/db/releases/production-moves'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { Entry } from '@/lib/services/releases/rows/write-entries'

/**
 * What production held at a moment, and what it differs by from what it holds now. In a transaction that holds the lock of
 * `bumpRevision` nothing moves in between.
 * @throws AppError VALIDATION for a moment that lies ahead, or before anything is known of production
 */
export async function findMoment(
  tx: Pick<Transaction, '$queryRaw' | 'releaseEntry' | 'productionMove'>,
  workspaceId: string,
  given: string,
): Promise<Moment & { entries: Entry[] }> {
  const at = new Date(given)
  if (at.getTime() > Date.now()) throw refuseMoment(at, 'lies ahead: choose one in the past.')
  const since = await findSince(tx, workspaceId)
  if (since === null) throw refuseMoment(at, 'is too early: nothing was published yet.')
  if (at < since) {
    const known = `what production held is known from ${since.toISOString()} on`
    throw refuseMoment(at, `is too early: ${known}. Choose a later one.`)
  }
  const moment = await readMoment(tx, workspaceId, at)
  const now = await tx.releaseEntry.findMany({
    where: releaseOf(workspaceId),
    select: { moduleId: true, version: true },
  })
  const holds = new Map(now.map(({ moduleId, version }) => [moduleId, version]))
  const brought = [...moment.held].filter(([moduleId, version]) => holds.get(moduleId) !== version)
  const left = [...holds.keys()].filter((moduleId) => !moment.held.has(moduleId))
  const entries = [
    ...brought.map(([moduleId, version]) => ({ moduleId, version })),
    ...left.map((moduleId) => ({ moduleId, version: null })),
  ]
  return { ...moment, entries }
}

/** From when on it is known what production held; null where nothing was published yet. */
export async function findSince(
  reader: Pick<Transaction, 'productionMove'>,
  workspaceId: string,
): Promise<Date | null> {
  const { _min } = await reader.productionMove.aggregate({ where: { workspaceId }, _min: { at: true } })
  return _min.at
}

function refuseMoment(at: Date, problem: string): AppError {
  return new AppError('VALIDATION', `The moment ${at.toISOString()} ${problem}`, { fields: { at: problem } })
}
