import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listProcesses } from '../keep-running'
import { freeBytes } from './disk-space'
import { type EmbeddedDatabase, startEmbedded } from './start-embedded'

const root = mkdtempSync(join(tmpdir(), 'loadout-kept-'))
const made = join(root, 'made')
const folder = join(root, 'data')
const MB = 1024 * 1024
// on a busy machine a start takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })
let database: EmbeddedDatabase
let pool: Pool
let said: string[]

beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
const close = async () => {
  if (!pool.ended) await pool.end()
  await database.stop()
}
beforeAll(async () => {
  await open(made)
  await close()
})
afterEach(async () => {
  await close()
  vi.restoreAllMocks()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function open(folder: string): Promise<void> {
  database = await startEmbedded(folder, 'socket')
  pool = new Pool({ ...database.config, max: 4, connectionTimeoutMillis: 2_000, query_timeout: 5_000 })
  pool.on('error', () => undefined)
  await pool.query('CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY, text text)')
}

const childOf = (folder: string) =>
  Number(
    execFileSync('pgrep', ['-f', `serve-embedded.* ${folder} socket`], { encoding: 'utf8' })
      .trim()
      .split('\n')[0],
  )

/** Inserts rows until one is not answered; how many were. */
async function insertUntilFailure(first: number, size = 1): Promise<{ next: number; error: unknown }> {
  for (let id = first; ; id++)
    try {
      await pool.query('INSERT INTO kept VALUES ($1::int, repeat(md5($1::int::text), $2))', [id, size])
    } catch (error) {
      return { next: id, error }
    }
}

const count = async () => Number((await pool.query('SELECT count(*) AS n FROM kept')).rows[0].n)
const works = (id: number) =>
  pool.query('INSERT INTO kept VALUES ($1) ON CONFLICT DO NOTHING', [id]).then(
    () => true,
    () => false,
  )

describe('the process of the embedded database', () => {
  beforeAll(() => cpSync(made, folder, { recursive: true }))

  it('is started again when it is killed, with all that it had answered', async () => {
    await open(folder)
    let answered = 0
    for (let round = 1; round <= 2; round++) {
      const first = round * 1_000_000
      const writing = insertUntilFailure(first + 1)
      setTimeout(() => process.kill(childOf(folder), 'SIGKILL'), 100 * round)
      const { next, error } = await writing
      expect(String(error)).toMatch(/terminated|ECONNRESET|EPIPE/)
      answered += next - first
      await expect.poll(() => works(first), { timeout: 60_000, interval: 50 }).toBe(true)
      // one more may have been stored without its answer arriving
      expect(await count()).toBeGreaterThanOrEqual(answered)
      const state = () => listProcesses()['embedded database']
      await expect.poll(state, { timeout: 5_000 }).toMatchObject({ state: 'running', restarts: round })
    }
    expect(said.join('')).toContain(
      'The embedded database ended by SIGKILL. It is started again.\nThe embedded database runs again.',
    )
  })

  it('is killed and started again when it does not answer, and left alone while it does', async () => {
    await open(folder)
    database.watch(4_000)
    const first = childOf(folder)
    await pool.query('SELECT pg_sleep(2)')
    await new Promise((done) => setTimeout(done, 1_000))
    expect(childOf(folder)).toBe(first)
    process.kill(first, 'SIGSTOP')
    const waiting = pool.query('SELECT 1').catch((error: Error) => error.message)
    expect(await waiting).toMatch(/terminated|ECONNRESET|timeout/)
    await expect.poll(() => works(1), { timeout: 60_000, interval: 50 }).toBe(true)
    expect(said.join('')).toContain('ended because it did not answer for 4 s. It is started again.')
  })

  it('makes checkpoints by itself, so that its log does not grow for ever', async () => {
    await open(folder)
    const log = async () => {
      const sql =
        'SELECT pg_current_wal_insert_lsn() - redo_lsn AS kept, pg_current_wal_insert_lsn() - $1::pg_lsn AS written FROM pg_control_checkpoint()'
      const { rows } = await pool.query<{ kept: string; written: string }>(sql, ['0/0'])
      return { kept: Number(rows[0]?.kept), written: Number(rows[0]?.written) }
    }
    const before = await log()
    for (let at = 100_000; at < 140_000; at += 5_000) {
      const sql = 'INSERT INTO kept SELECT i, repeat(md5(i::text), 60) FROM generate_series($1::int, $1::int + 4999) i'
      await pool.query(sql, [at])
    }
    expect((await log()).written - before.written).toBeGreaterThan(64 * MB)
    await expect.poll(async () => (await log()).kept, { timeout: 60_000, interval: 500 }).toBeLessThan(64 * MB)
  })
})

const mountPoint = join(root, 'disk')
mkdirSync(mountPoint)
// where nothing may be mounted this is not measured
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'tmpfs', mountPoint]).status === 0
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', mountPoint])
})

describe.skipIf(!isMounted)('on a disk that fills up', () => {
  const onDisk = join(mountPoint, 'data')
  const filler = join(mountPoint, 'filler')
  const fill = (leaveBytes: number) =>
    writeFileSync(filler, Buffer.alloc(Math.max(0, freeBytes(mountPoint) - leaveBytes)))

  beforeAll(() => cpSync(made, onDisk, { recursive: true }))

  it('writes are refused below the reserve and reads go on; with room it writes again', async () => {
    await open(onDisk)
    const before = await count()
    fill(150 * MB)
    await expect.poll(() => works(2_000_000), { timeout: 30_000 }).toBe(false)
    await expect(pool.query('DELETE FROM kept')).rejects.toMatchObject({ code: '25006' })
    expect(await count()).toBe(before)
    rmSync(filler)
    await expect.poll(() => works(2_000_000), { timeout: 30_000 }).toBe(true)
    expect(said.join('')).toBe('')
  })

  it('what another program took to the last byte is survived: nothing answered is lost, and it works again with room', async () => {
    await open(onDisk)
    database.watch(3_000)
    const before = await count()
    const writing = insertUntilFailure(3_000_000, 4_000)
    fill(0)
    const { next, error } = await writing
    expect((error as { code?: string }).code ?? String(error)).toMatch(
      /53100|25006|XX000|terminated|ECONNRESET|timeout/,
    )
    await new Promise((done) => setTimeout(done, 3_000))
    rmSync(filler)
    await expect.poll(() => works(2_000_001), { timeout: 30_000 }).toBe(true)
    expect(await count()).toBeGreaterThanOrEqual(before + next - 3_000_000 + 1)
  })

  it('a start is refused in one sentence', async () => {
    await open(onDisk)
    await close()
    fill(10 * MB)
    await expect(startEmbedded(onDisk, 'socket')).rejects.toThrow(
      /^The disk of \S+ is full \(\d+ MB are free, 200 MB are needed\): make room, then start again\.$/,
    )
    rmSync(filler)
    await open(onDisk)
    expect(await works(2_000_002)).toBe(true)
  })
})
