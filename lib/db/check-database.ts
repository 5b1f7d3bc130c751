import { databaseKind, prisma } from './client'

/** Answers when the database does; milliseconds of one round trip. */
export async function checkDatabase(): Promise<{ kind: 'embedded' | 'postgres'; latencyMs: number }> {
  const start = performance.now()
  await prisma.$queryRaw`SELECT 1`
  return { kind: databaseKind, latencyMs: Math.round((performance.now() - start) * 100) / 100 }
}
