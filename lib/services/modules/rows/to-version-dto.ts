import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { toActor } from '@/lib/schemas/actor'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ModuleVersionDto } from '@/lib/schemas/modules/module'

/** @throws AppError NOT_FOUND */
export async function toVersionDto(workspaceId: string, id: string, version: number): Promise<ModuleVersionDto> {
  const row = await prisma.moduleVersion.findUnique({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId: id, version } },
    select: {
      version: true,
      versionLabel: true,
      name: true,
      message: true,
      author: true,
      createdAt: true,
      moduleIndex: { select: { tokenCount: true } },
      frontMatter: true,
      body: true,
      releases: { where: releaseOf(workspaceId), select: { releaseId: true } },
    },
  })
  if (!row) {
    throw new AppError('NOT_FOUND', `There is no version ${version} of “${id}”.`, {
      entity: 'moduleVersion',
      id,
      version,
    })
  }
  const { createdAt, releases, moduleIndex, ...rest } = row
  return {
    id,
    ...rest,
    author: toActor(rest.author),
    tokenCount: moduleIndex?.tokenCount ?? 0,
    createdAt: createdAt.toISOString(),
    isProduction: releases.length > 0,
    source: toModuleSource(rest.frontMatter, rest.body),
  }
}
