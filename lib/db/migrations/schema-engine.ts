import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { PoolConfig } from 'pg'

const require = createRequire(import.meta.url)
let isLoaded = false

/**
 * Prisma's schema engine as WebAssembly (the native one is a download, which a closed network refuses), for the time
 * of `work`. Its shadow database is the same database: the embedded one cannot hold a second.
 */
export async function withSchemaEngine<Result>(
  config: PoolConfig,
  datamodel: string,
  work: (engine: engine.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  if (!isLoaded) await load()
  const factory = new PrismaPg({ ...config, max: 2, query_timeout: undefined, statement_timeout: undefined })
  const opened: SqlDriverAdapter[] = []
  const connect = async () => {
    const adapter = await factory.connect()
    opened.push(adapter)
    return adapter
  }
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
  })
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => undefined,
    adapter,
  )
  try {
    return await work(schemaEngine)
  } finally {
    schemaEngine.free()
    for (const adapter of opened) await adapter.dispose()
  }
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
