import { prisma } from '@/lib/db/client'
import type { ComparedContextDto } from '@/lib/schemas/contexts/comparison'

type Ids = Pick<ComparedContextDto, 'releaseId' | 'momentAt' | 'pins' | 'excludes' | 'draft'> & {
  policy: { id: string; version: number }
}
type Names = Pick<ComparedContextDto, 'releaseName' | 'momentAt' | 'policy' | 'moduleNames'>

/** A side with what people call its release, its policy and the modules that it names. */
export async function nameSide<Side extends Ids>(workspaceId: string, side: Side): Promise<Side & Names> {
  const { releaseId, policy, pins, excludes, draft } = side
  const moduleIds = [...new Set([...pins, ...excludes, ...(draft === null ? [] : [draft])])]
  const [release, named, modules] = await Promise.all([
    prisma.release.findUnique({
      where: { workspaceId_id: { workspaceId, id: releaseId } },
      select: { name: true, momentAt: true, changeNumber: true, change: { select: { title: true } } },
    }),
    prisma.policy.findUnique({ where: { workspaceId_id: { workspaceId, id: policy.id } }, select: { name: true } }),
    findNames(workspaceId, moduleIds),
  ])
  return {
    ...side,
    // the moment that was asked for; the release stands for others as well, between which nothing changed
    momentAt: side.momentAt ?? release?.momentAt?.toISOString() ?? null,
    policy: { ...policy, name: named?.name ?? policy.id },
    moduleNames: Object.fromEntries(modules.map(({ id, name }) => [id, name])),
    releaseName: release && (release.change ? `#${release.changeNumber} ${release.change.title}` : release.name),
  }
}

/** By their newest versions. */
async function findNames(workspaceId: string, ids: string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  return prisma.$queryRaw`
    SELECT m."id", v."name" FROM "Module" m
    JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id" AND v."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${ids}::text[])`
}
