import { prisma } from '@/lib/db/client'
import type { findModel } from '@/lib/services/providers/find-model'

type FoundModel = Pick<Awaited<ReturnType<typeof findModel>>, 'spec' | 'offered' | 'isOffline'>

/** The id under which a model's answers are remembered: what its provider calls it. */
export function calibratedModel({ spec, offered }: FoundModel): string {
  return offered?.upstreamId ?? spec.id
}

/** Tokens of the model for 100 of o200k_base, as its answers told; null while the family's estimate holds. */
export async function findTokenPercent(workspaceId: string, found: FoundModel): Promise<number | null> {
  if (found.isOffline) return null
  const row = await prisma.tokenCalibration.findUnique({
    where: { workspaceId_model: { workspaceId, model: calibratedModel(found) } },
    select: { percent: true },
  })
  return row?.percent ?? null
}
