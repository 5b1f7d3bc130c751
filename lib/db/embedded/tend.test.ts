import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, it, vi } from 'vitest'
import { openCluster } from './open-cluster'
import { tend } from './tend'
import { WireServer } from './wire-server'

const MB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'loadout-tend-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('makes checkpoints, so that the log of a database does not grow for ever', async () => {
  cpSync(inject('preparedFolder'), folder, { recursive: true })
  const db = await openCluster(folder)
  const server = new WireServer({
    backend: { run: async () => undefined },
    password: null,
    idleInTransactionTimeoutMs: 1_000,
    maxConnections: 1,
  })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const tending = tend(db, server, folder)
  const sizeOfLog = async () => {
    const sql = 'SELECT (pg_current_wal_insert_lsn() - redo_lsn)::float8 AS size FROM pg_control_checkpoint()'
    return (await db.query<{ size: number }>(sql)).rows[0]?.size
  }
  await tending.first
  await db.exec(`CREATE TABLE logged (text text);
    ALTER TABLE logged ALTER text SET STORAGE EXTERNAL;
    INSERT INTO logged SELECT repeat('x', 1000000) FROM generate_series(1, 70)`)
  expect(await sizeOfLog()).toBeGreaterThan(64 * MB)
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
  await expect.poll(sizeOfLog, { timeout: 60_000 }).toBeLessThan(MB)
  tending.stop()
  await db.close()
}, 90_000)
