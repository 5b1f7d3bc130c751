import { log, say } from '@/lib/log'
import { LIMITS } from '@/lib/schemas/limits'
import { freeBytes } from './disk-space'
import type { WireServer } from './wire-server'

const LOOK_AT_DISK_MS = 500
const LOOK_AT_LOG_MS = 10_000
/** Bytes of log after which a checkpoint is due when nobody waits, and in any case. */
const LOG_BYTES = 64 * 1024 * 1024
const MAX_LOG_BYTES = 256 * 1024 * 1024

type Database = {
  exec(sql: string): Promise<unknown>
  query<Row>(sql: string): Promise<{ rows: Row[] }>
}

/**
 * What a Postgres of many processes does by itself, for one that has no others: checkpoints, without which the log grows
 * for ever; and two that none does: it answers whether it still works, and takes no writes while the disk is nearly full.
 */
export function tend(db: Database, server: WireServer, folder: string) {
  let isReadOnly = false
  let seen = 0
  let asking: Promise<boolean> | undefined

  const lookAtDisk = async () => {
    const isFull = freeBytes(folder) < LIMITS.diskReserveBytes
    if (isFull === isReadOnly) return
    // all clients share the one session
    await server.between(() => db.exec(`SET default_transaction_read_only = ${isFull ? 'on' : 'off'}`))
    isReadOnly = isFull
    say(
      isFull ? 'The disk is nearly full: nothing is written until there is room.' : 'There is room on the disk again.',
    )
  }

  const lookAtLog = () =>
    server.between(async () => {
      const { rows } = await db.query<{ size: number }>(
        'SELECT (pg_current_wal_insert_lsn() - redo_lsn)::float8 AS size FROM pg_control_checkpoint()',
      )
      if ((rows[0]?.size ?? 0) > (server.isWanted ? MAX_LOG_BYTES : LOG_BYTES)) await db.exec('CHECKPOINT')
    })

  /** Whether the backend answers; a transaction that gets on proves it as well. */
  const ask = async (): Promise<boolean> => {
    const before = seen
    seen = server.batchCount
    if (server.isHeld && seen > before) return true
    asking ??= server
      .between(() => db.exec('SELECT 1'))
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  const timers = [every(LOOK_AT_DISK_MS, lookAtDisk), every(LOOK_AT_LOG_MS, lookAtLog)]
  return {
    ask,
    /** Resolves when the disk was looked at. */
    first: lookAtDisk(),
    stop: () => {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** Does not begin anew while the last one is under way; what fails shows in the answers to `ask`. */
function every(ms: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let isUnderWay = false
  return setInterval(async () => {
    if (isUnderWay) return
    isUnderWay = true
    await work().catch((error: unknown) => log('error', 'tending the database failed', {}, error))
    isUnderWay = false
  }, ms)
}
