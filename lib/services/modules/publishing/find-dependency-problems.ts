import { prisma } from '@/lib/db/client'
import type { ModuleProblem } from '@/lib/schemas/modules/module'

/** A warning per dependency that does not exist, has no version yet or is archived. `planned` ones are about to exist. */
export async function findDependencyProblems(
  workspaceId: string,
  dependencies: string[],
  planned: ReadonlySet<string> = new Set(),
): Promise<Map<string, ModuleProblem>> {
  const ids = [...new Set(dependencies)].filter((id) => !planned.has(id))
  if (ids.length === 0) return new Map()
  const modules = await prisma.module.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, archivedAt: true, latestVersion: true },
  })
  const byId = new Map(modules.map((module) => [module.id, module]))
  const problems = new Map<string, ModuleProblem>()
  for (const id of ids) {
    const module = byId.get(id)
    const state = !module
      ? 'does not exist'
      : module.archivedAt
        ? 'is archived'
        : module.latestVersion === 0
          ? 'is not published yet'
          : null
    if (state) problems.set(id, { path: 'dependencies', message: `The module “${id}” ${state}.`, severity: 'warning' })
  }
  return problems
}
