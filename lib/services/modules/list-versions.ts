import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { toActor } from '@/lib/schemas/actor'
import { moduleRefSchema, moduleVersionListSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { moduleNotFound } from './rows/read-module'

/** All versions, newest first. */
export const listVersions = verb({
  name: 'listVersions',
  scope: 'read',
  effect: 'read',
  input: moduleRefSchema,
  output: moduleVersionListSchema,
  run: async ({ workspaceId }, { id }) => {
    const module = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: {
        versions: {
          where: { version: { gt: 0 } },
          select: {
            version: true,
            versionLabel: true,
            name: true,
            message: true,
            author: true,
            createdAt: true,
            moduleIndex: { select: { tokenCount: true } },
            releases: { where: releaseOf(workspaceId), select: { releaseId: true } },
          },
          orderBy: { version: 'desc' },
        },
      },
    })
    if (!module) throw moduleNotFound(id)
    const items = module.versions.map(({ createdAt, releases, moduleIndex, ...version }) => ({
      id,
      ...version,
      author: toActor(version.author),
      tokenCount: moduleIndex?.tokenCount ?? 0,
      createdAt: createdAt.toISOString(),
      isProduction: releases.length > 0,
    }))
    return { items, total: items.length, nextCursor: null }
  },
})
