import { prisma } from '@/lib/db/client'
import { PRODUCTION_RELEASE } from '@/lib/db/release'
import { type ModuleVersionSummaryDto, moduleRefSchema } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { moduleNotFound } from './read-module'

/** All versions, newest first. */
export async function listVersions(
  actor: Actor,
  input: unknown,
): Promise<{ items: ModuleVersionSummaryDto[]; total: number; nextCursor: null }> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(moduleRefSchema, input)
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      versions: {
        select: {
          version: true,
          versionLabel: true,
          name: true,
          message: true,
          authorName: true,
          createdAt: true,
          tokenCount: true,
          releases: { where: { releaseId: PRODUCTION_RELEASE }, select: { releaseId: true } },
        },
        orderBy: { version: 'desc' },
      },
    },
  })
  if (!module) throw moduleNotFound(id)
  const items = module.versions.map(({ createdAt, releases, ...version }) => ({
    id,
    ...version,
    createdAt: createdAt.toISOString(),
    isProduction: releases.length > 0,
  }))
  return { items, total: items.length, nextCursor: null }
}
