import fs, {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openCluster } from './open-cluster'
import { StartError } from './start-error'
import { simpleQuery } from './wire-connection'

const root = mkdtempSync(join(tmpdir(), 'loadout-cluster-'))
const made = join(root, 'made')
let tableFile = ''

beforeAll(async () => {
  // an interrupted first start left its beginnings
  mkdirSync(join(made, 'postgres/pg_wal'), { recursive: true })
  mkdirSync(join(made, 'postgres.new/base'), { recursive: true })
  writeFileSync(join(made, 'postgres.new/PG_VERSION'), '18\n')
  const db = await openCluster(made)
  await db.exec('CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
  const { rows } = await db.query<{ path: string }>(`SELECT pg_relation_filepath('kept') AS path`)
  tableFile = rows[0]?.path ?? ''
  await db.close()
}, 180_000)
afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(root, { recursive: true, force: true }))

let copies = 0
function copy(): string {
  const folder = join(root, `copy-${copies++}`)
  cpSync(made, folder, { recursive: true })
  return folder
}

/** Every file with its size, so that a refusal can be shown to have left all of them alone. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('postmaster'))
    .map((entry) => [join(entry.parentPath, entry.name), fs.statSync(join(entry.parentPath, entry.name)).size])
    .sort()

/** The message that ends every complete answer. */
const hasReady = (bytes: Uint8Array) => Buffer.from(bytes).includes('Z\0\0\0\x05')

describe('a cluster', () => {
  it('syncs its log before a commit is answered, and not for what only reads', async () => {
    const db = await openCluster(copy())
    const happened: string[] = []
    const { fdatasyncSync } = fs
    vi.spyOn(fs, 'fdatasyncSync').mockImplementation((handle) => {
      happened.push('sync')
      fdatasyncSync(handle)
    })
    const run = async (sql: string) => {
      happened.length = 0
      const onRawData = (bytes: Uint8Array) => happened.push(hasReady(bytes) ? 'ready' : 'data')
      await db.execProtocolRawStream(simpleQuery(sql), { syncToFs: false, onRawData })
      return happened.filter((what) => what !== 'data')
    }
    expect(await run('INSERT INTO kept VALUES (8)')).toEqual(['sync', 'ready'])
    expect(await run('SELECT * FROM kept')).toEqual(['ready'])
    await run('BEGIN')
    expect(await run('UPDATE kept SET id = 9 WHERE id = 8')).toEqual(['ready'])
    expect(await run('COMMIT')).toEqual(['sync', 'ready'])
    expect((await run('CHECKPOINT')).length).toBeGreaterThan(3)
    expect((await db.query<{ fsync: string }>('SHOW fsync')).rows).toEqual([{ fsync: 'on' }])
    await db.close()
  })

  it('that was killed is synced whole before it recovers, no file of it twice', async () => {
    const folder = copy()
    const killed = join(root, 'killed')
    const before = await openCluster(folder)
    await before.exec('INSERT INTO kept VALUES (10)')
    cpSync(folder, killed, { recursive: true })
    await before.close()
    const synced: number[] = []
    const { fdatasyncSync } = fs
    vi.spyOn(fs, 'fdatasyncSync').mockImplementation((handle) => {
      synced.push(fs.fstatSync(handle).ino)
      fdatasyncSync(handle)
    })
    const files = filesOf(join(killed, 'postgres')).map(([path]) => fs.statSync(String(path)).ino)
    const atRest = fs.statSync(join(killed, 'postgres/base/1/PG_VERSION')).ino
    const db = await openCluster(killed)
    expect(files.length).toBeGreaterThan(500)
    const all = new Set(synced)
    expect(files.filter((ino) => !all.has(ino))).toEqual([])
    expect(synced.filter((ino) => ino === atRest)).toHaveLength(1)
    expect((await db.query('SELECT id FROM kept WHERE id = 10')).rows).toEqual([{ id: 10 }])
    await db.close()
  })

  it.each([
    ['PG_VERSION', 'PG_VERSION is missing'],
    ['global/pg_control', 'global/pg_control is missing'],
    ['pg_wal', 'pg_wal is missing'],
    ['pg_xact', 'pg_xact is missing'],
    ['base', 'base is missing'],
    ['', 'PG_VERSION is missing'],
  ])('is refused without postgres/%s, and nothing is made in its place', async (name, what) => {
    const folder = copy()
    rmSync(join(folder, 'postgres', name), { recursive: true })
    const before = filesOf(folder)
    const refusal = openCluster(folder)
    await expect(refusal).rejects.toBeInstanceOf(StartError)
    await expect(refusal).rejects.toThrow(
      new RegExp(`The database in \\S+ is damaged \\(postgres/${what}\\): put a copy of the whole folder back`),
    )
    expect(filesOf(folder)).toEqual(before)
  })

  it.each([
    [
      'an older folder without its mark',
      (folder: string) => {
        rmSync(join(folder, 'initialized'))
        rmSync(join(folder, 'postgres/PG_VERSION'))
      },
    ],
    ['a table without its file', (folder: string) => rmSync(join(folder, 'postgres', tableFile))],
    [
      'a control file of noise',
      (folder: string) => writeFileSync(join(folder, 'postgres/global/pg_control'), Buffer.alloc(8192, 7)),
    ],
    [
      'a control file that was cut',
      (folder: string) => writeFileSync(join(folder, 'postgres/global/pg_control'), Buffer.alloc(100, 7)),
    ],
    ['another version', (folder: string) => writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n')],
    [
      'a log of noise',
      (folder: string) => {
        for (const name of readdirSync(join(folder, 'postgres/pg_wal')).filter((name) => name.startsWith('0')))
          writeFileSync(join(folder, 'postgres/pg_wal', name), Buffer.alloc(16 * 1024 * 1024, 7))
      },
    ],
    [
      'no log',
      (folder: string) => {
        for (const name of readdirSync(join(folder, 'postgres/pg_wal')).filter((name) => name.startsWith('0')))
          rmSync(join(folder, 'postgres/pg_wal', name))
      },
    ],
  ])('is refused in one sentence when there is %s', async (_, damage) => {
    const folder = copy()
    damage(folder)
    const refusal = openCluster(folder)
    await expect(refusal).rejects.toBeInstanceOf(StartError)
    await expect(refusal).rejects.toThrow(
      /^The database in \S+ is damaged \([^\n]+\): put a copy of the whole folder back[^\n]*$/,
    )
  })

  it('does not start on a full disk, and is not said to be damaged', async () => {
    const folder = copy()
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
    const write = vi.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw full
    })
    await expect(openCluster(folder).finally(() => write.mockRestore())).rejects.toThrow(
      /^The disk of \S+ is full, so the database does not start: make room\.$/,
    )
    await (await openCluster(folder)).close()
  })

  it('is made anew where an interrupted first start left its beginnings, and is marked', () => {
    expect(readdirSync(made).sort()).toEqual(['initialized', 'postgres'])
    expect(Date.parse(readFileSync(join(made, 'initialized'), 'utf8').trim())).toBeGreaterThan(0)
  })

  it('is opened and marked when it comes from before there were marks', async () => {
    const folder = copy()
    rmSync(join(folder, 'initialized'))
    const db = await openCluster(folder)
    expect((await db.query('SELECT * FROM kept')).rows).toEqual([{ id: 7 }])
    await db.close()
    expect(existsSync(join(folder, 'initialized'))).toBe(true)
  })
})
