import type { PoolConfig } from 'pg'
import { type Migration, NO_FILTERS, readSchema, toMigrationList } from './migration-list'
import { withSchemaEngine } from './schema-engine'

/**
 * SQL that leads from the migrations to the schema, null when they agree. `scratch` must be an empty database: the
 * migrations are tried there.
 */
export async function diffSchema(scratch: PoolConfig, migrations: Migration[]): Promise<string | null> {
  const schema = readSchema()
  return withSchemaEngine(scratch, schema, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: migrations.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...toMigrationList(migrations) },
      to: { tag: 'schemaDatamodel', files: schema.map(([path, content]) => ({ path, content })) },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    })
    return exitCode === 0 ? null : stdout
  })
}
