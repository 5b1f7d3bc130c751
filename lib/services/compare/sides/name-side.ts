import { prisma } from '@/lib/db/client'
import type { ComparedContextDto } from '@/lib/schemas/contexts/comparison'

type Ids = Pick<ComparedContextDto, 'releaseId'> & { policy: { id: string; version: number } }
type Names = Pick<ComparedContextDto, 'releaseName' | 'momentAt' | 'policy'>

/** A side with what people call its release and its policy. */
export async function nameSide<Side extends Ids>(workspaceId: string, side: Side): Promise<Side & Names> {
  const { releaseId, policy } = side
  const [release, named] = await Promise.all([
    prisma.release.findUnique({
      where: { workspaceId_id: { workspaceId, id: releaseId } },
      select: { name: true, momentAt: true, changeNumber: true, change: { select: { title: true } } },
    }),
    prisma.policy.findUnique({ where: { workspaceId_id: { workspaceId, id: policy.id } }, select: { name: true } }),
  ])
  return {
    ...side,
    policy: { ...policy, name: named?.name ?? policy.id },
    releaseName: release && (release.change ? `#${release.changeNumber} ${release.change.title}` : release.name),
    momentAt: release?.momentAt?.toISOString() ?? null,
  }
}
