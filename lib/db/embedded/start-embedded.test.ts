import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { listProcesses } from '../keep-running'
import { refuseFullDisk } from './disk-space'
import { type EmbeddedDatabase, startEmbedded } from './start-embedded'

const GB = 1024 ** 3
// nothing here is measured: on a busy machine a start takes its time
const PATIENT = { timeout: 120_000, interval: 20 }
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const root = mkdtempSync(join(tmpdir(), 'loadout-kept-'))
const folder = join(root, 'data')
const disk = join(root, 'disk')
/** At once: a file that is being written reads as a full disk. */
const setFree = (bytes: number) => {
  writeFileSync(`${disk}.new`, String(bytes))
  renameSync(`${disk}.new`, disk)
}

let database: EmbeddedDatabase
let pool: Pool
let said: string[]

beforeAll(async () => {
  cpSync(inject('preparedFolder'), folder, { recursive: true })
  setFree(10 * GB)
  vi.stubEnv('LIMITED_DISK_FILE', disk)
  vi.stubEnv('NODE_OPTIONS', `--import=${new URL('./testing/limited-disk.fixture.mjs', import.meta.url).href}`)
  database = await startEmbedded(folder, 'tcp')
  pool = new Pool({ ...database.config, max: 4 })
  pool.on('error', () => undefined)
  await pool.query('CREATE TABLE kept (id serial PRIMARY KEY, text text)')
})
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  return () => vi.restoreAllMocks()
})
afterAll(async () => {
  await pool.end()
  await database.stop()
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

const state = () => listProcesses()['embedded database']
const insert = (sizeBytes = 1) => pool.query(`INSERT INTO kept (text) VALUES (repeat('x', $1))`, [sizeBytes])
const count = async () => Number((await pool.query('SELECT count(*) AS n FROM kept')).rows[0].n)
const works = () =>
  insert().then(
    () => true,
    () => false,
  )

function signal(name: NodeJS.Signals): void {
  const { pid } = state() ?? {}
  if (!pid) throw new Error('It does not run.')
  process.kill(pid, name)
}

/** Inserts until one is not answered; how many were, and what came instead. */
async function insertUntilFailure(
  onAnswered: (answered: number) => void,
): Promise<{ answered: number; error: unknown }> {
  for (let answered = 0; ; onAnswered(++answered))
    try {
      await insert()
    } catch (error) {
      return { answered, error }
    }
}

describe('the process of the embedded database', () => {
  it.each([1, 7])(
    'is started again when it is killed after %i answers, with all of them, at its old address',
    async (kill) => {
      const [before, restarts] = [await count(), state()?.restarts ?? 0]
      const { answered, error } = await insertUntilFailure((answered) => answered === kill && signal('SIGKILL'))
      expect(answered).toBeGreaterThanOrEqual(kill)
      expect(String(error)).toMatch(/terminated|ECONNRE|EPIPE/)
      await expect
        .poll(state, PATIENT)
        .toMatchObject({ state: 'running', restarts: restarts + 1, lastReason: 'by SIGKILL' })
      // one more may have been stored without its answer arriving
      expect((await count()) - before - answered).toBeOneOf([0, 1])
      expect(await works()).toBe(true)
      expect(said).toEqual([
        'The embedded database ended by SIGKILL. It is started again.\n',
        'The embedded database runs again.\n',
      ])
    },
  )

  it('is killed and started again when it does not answer', async () => {
    const restarts = state()?.restarts ?? 0
    signal('SIGSTOP')
    const waiting = insert().catch(String)
    database.watch(600)
    expect(await waiting).toMatch(/terminated|ECONNRE/)
    // patient again, for what comes next
    database.watch()
    await expect.poll(state, PATIENT).toMatchObject({ state: 'running', restarts: restarts + 1 })
    expect(await works()).toBe(true)
    expect(said[0]).toBe('The embedded database ended because it did not answer for 0.6 s. It is started again.\n')
  })

  it('takes no writes below the reserve of the disk and answers what only reads; with room it writes again', async () => {
    const before = await count()
    setFree(LIMITS.diskReserveBytes - 1)
    await expect.poll(() => insert().catch((error) => error.code), PATIENT).toBe('25006')
    await expect(pool.query('DELETE FROM kept')).rejects.toMatchObject({ code: '25006' })
    expect(await count()).toBeGreaterThanOrEqual(before)
    setFree(LIMITS.diskReserveBytes)
    await expect.poll(works, PATIENT).toBe(true)
  })

  it('loses nothing that it answered when another program takes the last byte, and works again with room', async () => {
    const before = await count()
    let answered = 0
    setFree(10 * GB)
    database.watch(6_000)
    // more than its log has ready: it needs room soon
    const writing = (async () => {
      for (;;) {
        await insert(1_000_000)
        answered++
        setFree(0)
      }
    })()
    await expect(writing).rejects.toThrow()
    setFree(10 * GB)
    await expect.poll(works, PATIENT).toBe(true)
    expect(await count()).toBeGreaterThan(before + answered)
  })
})

it('is not started on a full disk, in one sentence', () => {
  expect(() => refuseFullDisk('/data', 10.5 * 1024 ** 2)).toThrow(
    'The disk of /data is full (10 MB are free, 200 MB are needed): make room, then start again.',
  )
  expect(() => refuseFullDisk('/data', LIMITS.diskReserveBytes)).not.toThrow()
})
