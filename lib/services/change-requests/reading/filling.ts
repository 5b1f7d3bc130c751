import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { FillingDto } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'

type Row = { fillingTotal: number | null; fillingAt: Date | null }

export const FILLING_SELECT = { fillingTotal: true, fillingAt: true, fillingBy: true, fillingKey: true } as const

/** How far a request is that is filled part after part; null for one that is whole. */
export function toFilling({ fillingTotal: total, fillingAt }: Row): FillingDto | null {
  if (total === null || fillingAt === null) return null
  return { total, isActive: Date.now() - fillingAt.getTime() < LIMITS.changeFillingMs }
}

export const WHOLE = { fillingTotal: null, fillingAt: null, fillingBy: null, fillingKey: null } satisfies Row & {
  fillingBy: null
  fillingKey: null
}

/** A filling of somebody: what its parts have in common tells it from others of theirs. */
export type Filler = { actor: Actor; key: string | undefined }
type FilledRow = Row & { fillingBy: string | null; fillingKey: string | null }

const idOf = (actor: Actor): string => whoOf(actor).id ?? ''

/**
 * Whether it is another's to make whole by its last part, at it or not: anybody else says so in words. What somebody left
 * half full goes on with another filling of theirs.
 */
const isOfOthers = ({ actor, key }: Filler, row: FilledRow): boolean =>
  row.fillingTotal !== null && (row.fillingBy !== idOf(actor) || isFilledByOthers({ actor, key }, row))

/** Whether somebody else is at it, or another filling of who asks. */
export const isFilledByOthers = ({ actor, key }: Filler, { fillingBy, ...row }: FilledRow): boolean =>
  toFilling(row)?.isActive === true && (fillingBy !== idOf(actor) || row.fillingKey !== (key ?? null))

/** Requests that the actor fills and that go on. */
export const filledBy = (actor: Actor) => ({
  ...{ fillingTotal: { not: null }, fillingBy: idOf(actor) },
  status: { in: ['open', 'draft'] },
})

type Part = {
  number: number
  /** Edits of the part. */
  stored: number
  /** Edits that are still to come, the part included; undefined for one that is of no filling. */
  remaining: number | undefined
  /** Of the filling that it is a part of. */
  key: string | undefined
}

/**
 * Notes that a part of a request is stored, in the transaction that does it; the last part makes the request whole, unless
 * somebody else began to fill it.
 * @returns whether more is to come
 */
export async function notePart(
  tx: Transaction,
  actor: Actor,
  { number, stored, remaining, key }: Part,
): Promise<boolean> {
  const { workspaceId } = actor
  const where = { workspaceId_number: { workspaceId, number } }
  const row = await tx.changeRequest.findUniqueOrThrow({ where, select: FILLING_SELECT })
  if (remaining === undefined || isOfOthers({ actor, key }, row)) return row.fillingTotal !== null
  const left = remaining - stored
  const actual = left > 0 ? await tx.changeRequestEdit.count({ where: { workspaceId, number } }) : 0
  const filler = { fillingBy: idOf(actor), fillingKey: key ?? null }
  const data = left > 0 ? { fillingTotal: actual + left, fillingAt: new Date(), ...filler } : WHOLE
  await tx.changeRequest.update({ where, data, select: { number: true } })
  return left > 0
}

/** @throws AppError CONFLICT for a request that is filled part after part, or was and not to its end */
export async function refuseFilling(
  reader: Pick<Transaction, 'changeRequestEdit'>,
  workspaceId: string,
  { number, ...row }: Row & { number: number },
): Promise<void> {
  const filling = toFilling(row)
  if (!filling) return
  const edits = await reader.changeRequestEdit.count({ where: { workspaceId, number } })
  const stand = `${edits} of ${filling.total} edits stand in it`
  const message = filling.isActive
    ? `The change request #${number} is being filled: ${stand}. Wait until all of them do.`
    : `The change request #${number} was not filled to its end: ${stand}. Propose the rest, or say that it is whole as it is.`
  throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, edits, ...filling })
}
