import { databaseKind, prisma } from '@/lib/db/client'

const GROWTH = 1.5
const MIN_ROWS = 20

let gatheredAt = 0

/**
 * Lets the planner know the tables' sizes when they have grown by half: the embedded database has no autovacuum, and
 * without statistics it joins by comparing every row with every other. A server gathers them by itself.
 *
 * @param modules number of modules that were just counted
 */
export async function gatherStatistics(modules: number): Promise<void> {
  if (databaseKind !== 'embedded' || modules < MIN_ROWS || modules < gatheredAt * GROWTH) return
  gatheredAt = modules
  // one statement each, and key columns only: sampling vectors and texts would take long
  await prisma.$executeRaw`ANALYZE "Module", "ReleaseEntry", "ModuleDependency", "AccessStatistic", "ModuleDraft"`
  await prisma.$executeRaw`ANALYZE "ModuleVersion" ("workspaceId", "moduleId", "version", "activation", "contentHash")`
  await prisma.$executeRaw`ANALYZE "ModuleIndex" ("workspaceId", "moduleId", "version")`
  await prisma.$executeRaw`ANALYZE "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "contentHash")`
  await prisma.$executeRaw`ANALYZE "ChunkEmbedding" ("workspaceId", "model", "moduleId", "version", "ordinal")`
  await prisma.$executeRaw`ANALYZE "ModuleEmbedding" ("workspaceId", "model", "moduleId", "version")`
}
