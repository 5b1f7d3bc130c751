import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Pool, type PoolConfig, type QueryResult } from 'pg'

const require = createRequire(import.meta.url)
let isLoaded = false

const CHAR_OID = 18
const TEXT_OID = 25

/**
 * Prisma's schema engine as WebAssembly (the native one is a download, which a closed network refuses), for the time
 * of `work`. Its shadow database is the same database: the embedded one cannot hold a second.
 */
export async function withSchemaEngine<Result>(
  config: PoolConfig,
  datamodels: [path: string, text: string][],
  work: (engine: engine.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  if (!isLoaded) await load()
  const pool = new Pool({ ...config, max: 2, query_timeout: undefined, statement_timeout: undefined })
  const factory = new PrismaPg(pool)
  const charColumns = passCharsAsText(pool)
  const connect = async () => sendWhole(restoreChars(await factory.connect(), charColumns), pool)
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
  })
  try {
    const schemaEngine = await engine.SchemaEngine.new({ datamodels }, () => undefined, adapter)
    try {
      return await work(schemaEngine)
    } finally {
      schemaEngine.free()
    }
  } finally {
    await pool.end()
  }
}

/**
 * Describing a schema selects columns of the catalog type "char", which @prisma/adapter-pg 7.10.0 refuses: they pass
 * through it as text. Returns the names of the columns that did.
 */
function passCharsAsText(pool: Pool): Set<string> {
  const charColumns = new Set<string>()
  const query = pool.query.bind(pool) as (...input: unknown[]) => Promise<QueryResult>
  const queryWithText = async (...input: unknown[]) => {
    const result = await query(...input)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== CHAR_OID) continue
      charColumns.add(field.name)
      field.dataTypeID = TEXT_OID
    }
    return result
  }
  pool.query = queryWithText as Pool['query']
  return charColumns
}

/** Gives the columns back the type that the engine expects. */
function restoreChars(adapter: SqlDriverAdapter, charColumns: Set<string>): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql)
    const columnTypes = result.columnTypes.map((type, index) =>
      charColumns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  return adapter
}

/**
 * @prisma/adapter-pg 7.10.0 cuts a script at every semicolon, those inside of functions and comments as well. The server
 * takes it whole, as one transaction.
 */
function sendWhole(adapter: SqlDriverAdapter, pool: Pool): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await pool.query(script)
  }
  return adapter
}

async function load(): Promise<void> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const imports = { './schema_engine_bg.js': engine } as unknown as WebAssembly.Imports
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  const glue = engine as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  isLoaded = true
}
