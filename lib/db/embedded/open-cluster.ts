import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { INITIALIZED_FILE } from './initialized-file'
import { StartError } from './start-error'
import { SyncedFileSystem, syncedStartParams } from './synced-file-system'
import { createDurably, syncFolder, syncPath } from './write-durably'

/** Without these Postgres does not start, or starts as if it were empty. */
const NEEDED = ['PG_VERSION', 'global/pg_control', 'global/pg_filenode.map', 'pg_wal', 'pg_xact', 'base']
const NO_ROOM = /No space left on device|ENOSPC/
const SEGMENT = /^[0-9A-F]{24}$/

/**
 * Opens the embedded database of a data folder, and makes it where there never was one. It is made beside its place and
 * moved there complete, so an interrupted first start leaves nothing that looks like a database.
 * @throws StartError when parts of it are missing or damaged: nothing is ever made over what is left of one.
 */
export async function openCluster(folder: string): Promise<PGlite> {
  const cluster = join(folder, 'postgres')
  if (isNew(folder, cluster)) await makeCluster(folder, cluster)
  refuseMissing(folder, cluster)
  const lines: string[] = []
  try {
    const db = await open(cluster, lines)
    await refuseMissingTables(db, folder, cluster)
    createDurably(join(folder, INITIALIZED_FILE), `${new Date().toISOString()}\n`)
    return db
  } catch (error) {
    if (error instanceof StartError) throw error
    const what = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? messageOf(error)
    if (NO_ROOM.test(what))
      throw new StartError(`The disk of ${folder} is full, so the database does not start: make room.`)
    throw damaged(folder, what)
  }
}

/** A folder of folders without any file is what an older version left when it was interrupted at its very start. */
function isNew(folder: string, cluster: string): boolean {
  if (existsSync(join(folder, INITIALIZED_FILE))) return false
  if (!existsSync(cluster)) return true
  const hasFiles = readdirSync(cluster, { recursive: true, withFileTypes: true }).some((entry) => !entry.isDirectory())
  if (!hasFiles) rmSync(cluster, { recursive: true })
  return !hasFiles
}

async function makeCluster(folder: string, cluster: string): Promise<void> {
  const making = join(folder, 'postgres.new')
  rmSync(making, { recursive: true, force: true })
  const db = await open(making, [])
  await db.close()
  for (const entry of readdirSync(making, { recursive: true, withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory()) syncEntry(join(entry.parentPath, entry.name), entry.isDirectory())
  syncFolder(making)
  renameSync(making, cluster)
  syncFolder(folder)
}

const syncEntry = (path: string, isFolder: boolean) => (isFolder ? syncFolder(path) : syncPath(path))

function open(cluster: string, lines: string[]): Promise<PGlite> {
  const options: PGliteOptions = {
    fs: new SyncedFileSystem(cluster),
    extensions: { vector },
    startParams: syncedStartParams(PGlite.defaultStartParams),
    onStderr: (text) => {
      lines.push(text)
      if (lines.length > 100) lines.shift()
      return false
    },
  }
  return PGlite.create(options)
}

function refuseMissing(folder: string, cluster: string): void {
  const missing = NEEDED.find((name) => !existsSync(join(cluster, name)))
  if (missing) throw damaged(folder, `postgres/${missing} is missing`)
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18') throw damaged(folder, `postgres/PG_VERSION says “${version.slice(0, 20)}”, not 18`)
  if (statSync(join(cluster, 'global/pg_control')).size !== 8192)
    throw damaged(folder, 'postgres/global/pg_control has a wrong size')
  if (!readdirSync(join(cluster, 'pg_wal')).some((name) => SEGMENT.test(name)))
    throw damaged(folder, 'postgres/pg_wal is empty')
}

/** A copy that lacks a table's file would answer without a word until somebody reads that table. */
async function refuseMissingTables(db: PGlite, folder: string, cluster: string): Promise<void> {
  const { rows } = await db.query<{ path: string }>(
    'SELECT pg_relation_filepath(oid) AS path FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL',
  )
  const missing = rows.find(({ path }) => !existsSync(join(cluster, path)))
  if (!missing) return
  await db.close()
  throw damaged(folder, `postgres/${missing.path} is missing`)
}

function damaged(folder: string, what: string): StartError {
  return new StartError(
    `The database in ${folder} is damaged (${what}): put a copy of the whole folder back, or set LOADOUT_DATA_DIR to an empty folder to begin anew. Nothing was changed.`,
  )
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
