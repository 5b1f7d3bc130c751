import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { migrate } from '@/lib/db/migrations/migrate'

/**
 * Runs a benchmark on a fresh embedded database, or, when `DATABASE_URL` is set, on that server: in workspaces of its
 * own, which are deleted again.
 *
 * @param isKept leaves them on the server for the next run
 */
export async function withBenchDatabase(run: () => Promise<void>, isKept = false): Promise<void> {
  process.env.LOADOUT_SECRET ??= randomUUID() + randomUUID()
  if (process.env.DATABASE_URL) {
    const { databaseConfig, prisma, closeDatabase } = await import('@/lib/db/client')
    await migrate(databaseConfig())
    const rows = await prisma.$queryRaw<{ version: string }[]>`SELECT version() AS version`
    console.log(`On the server of DATABASE_URL: ${rows[0]?.version.split(' on ')[0]}.`)
    try {
      await run()
    } finally {
      if (!isKept) await deleteWorkspaces(BENCH_SLUG)
      await closeDatabase()
    }
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const database = await startEmbedded(folder)
  try {
    await migrate(database.config)
    // read through lib/env by everything that is loaded from here on
    process.env.LOADOUT_DATA_DIR = folder
    console.log('On a fresh embedded database. Set DATABASE_URL to measure on a server.')
    await run()
    const { closeDatabase } = await import('@/lib/db/client')
    await closeDatabase()
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In longer than a statement of the pool may take. */
async function deleteWorkspaces(slugPrefix: string): Promise<void> {
  const { withOwnConnection } = await import('@/lib/db/retrieval/approximate/own-connection')
  const { dropUnused } = await import('@/lib/indexing/embedding/drop-unused')
  const { prisma } = await import('@/lib/db/client')
  const workspace = { slug: { startsWith: slugPrefix } }
  await prisma.approximateIndex.deleteMany({ where: { index: { workspace } } })
  await dropUnused()
  await withOwnConnection((client) =>
    client.query(`DELETE FROM "Organization" WHERE starts_with("slug", $1)`, [slugPrefix]),
  )
}

/** What the slugs of a benchmark's workspaces begin with. */
const BENCH_SLUG = 'bench-of-'

export type BenchActor = { kind: 'system'; name: 'bench'; workspaceId: string }

export async function createBenchWorkspace(name: string = randomUUID()): Promise<BenchActor> {
  const { createWorkspace } = await import('@/lib/services/workspaces/create-workspace')
  const system = { kind: 'system', name: 'bench' } as const
  const { id } = await createWorkspace({ ...system, workspaceId: '' }, { slug: `${BENCH_SLUG}${name}` })
  return { ...system, workspaceId: id }
}

/** The workspace that an earlier run kept, by a name that begins no other; null when it has not so many chunks, and then it is deleted. */
export async function findBenchWorkspace(name: string, chunks: number): Promise<BenchActor | null> {
  const { prisma } = await import('@/lib/db/client')
  const slug = `${BENCH_SLUG}${name}`
  const found = await prisma.organization.findUnique({ where: { slug }, select: { id: true } })
  if (!found) return null
  if ((await prisma.chunk.count({ where: { workspaceId: found.id } })) === chunks) {
    return { kind: 'system', name: 'bench', workspaceId: found.id }
  }
  await deleteWorkspaces(slug)
  return null
}
