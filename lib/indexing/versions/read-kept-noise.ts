import { prisma } from '@/lib/db/client'
import { NOISE_KINDS, type NoiseKind } from '@/lib/engine'

/** What the workspace's cleaner leaves in. */
export async function readKeptNoise(workspaceId: string): Promise<NoiseKind[]> {
  const state = await prisma.workspaceState.findUnique({ where: { workspaceId }, select: { keptNoise: true } })
  return toNoiseKinds(state?.keptNoise ?? [])
}

export function toNoiseKinds(names: string[]): NoiseKind[] {
  return NOISE_KINDS.filter((kind) => names.includes(kind))
}
