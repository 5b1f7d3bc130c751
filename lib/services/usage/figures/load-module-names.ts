import { prisma } from '@/lib/db/client'

/** What modules are called, as their latest versions say, by id; those that are gone are missing. */
export async function loadModuleNames(workspaceId: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, moduleId: { in: [...new Set(ids)] }, version: { gt: 0 } },
    orderBy: [{ moduleId: 'asc' }, { version: 'desc' }],
    distinct: ['moduleId'],
    select: { moduleId: true, name: true },
  })
  return new Map(rows.map(({ moduleId, name }) => [moduleId, name]))
}
