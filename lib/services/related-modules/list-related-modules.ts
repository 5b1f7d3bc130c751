import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { moduleRefSchema } from '@/lib/schemas/modules/module'
import type { RelatedModulesDto } from '@/lib/schemas/modules/related-modules'
import { relatedModulesSchema } from '@/lib/schemas/modules/related-modules'
import { verb } from '@/lib/services/verb'

/** The published modules that are most like one; made in the background after a publish. @throws AppError NOT_FOUND. */
export const listRelatedModules = verb({
  name: 'listRelatedModules',
  scope: 'read',
  effect: 'read',
  input: moduleRefSchema,
  output: relatedModulesSchema,
  run: async ({ workspaceId }, { id }) => {
    if ((await prisma.module.count({ where: { workspaceId, id } })) === 0)
      throw new AppError('NOT_FOUND', `There is no module ${id}.`, { entity: 'module', id })
    const items = await prisma.$queryRaw<RelatedModulesDto['items']>`
    SELECT r."relatedId" AS "moduleId", v."name", r."score"
    FROM "RelatedModule" r
    JOIN "ReleaseEntry" e ON e."workspaceId" = r."workspaceId" AND e."releaseId" = ${releaseOf(workspaceId).releaseId}
      AND e."moduleId" = r."relatedId"
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    WHERE r."workspaceId" = ${workspaceId} AND r."moduleId" = ${id}
    ORDER BY r."rank"`
    return { items }
  },
})
