import { prisma } from '@/lib/db/client'
import { toActorOrNull } from '@/lib/schemas/actor'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ModuleDraftDto, ModuleDto } from '@/lib/schemas/modules/module'
import { findDependencyProblems } from '@/lib/services/modules/publishing/find-dependency-problems'
import { parseSource } from '@/lib/services/modules/source/parse-source'
import { MODULE_COLUMNS, type ModuleRow, moduleRows, toModuleSummary } from './module-rows'
import { moduleNotFound, readModule } from './read-module'

/** @throws AppError NOT_FOUND */
export async function toModuleDto(workspaceId: string, id: string): Promise<ModuleDto> {
  const module = await readModule(workspaceId, id)
  const rows = await prisma.$queryRaw<ModuleRow[]>`
    SELECT ${MODULE_COLUMNS} FROM (${moduleRows(workspaceId)}) modules WHERE "id" = ${id}`
  const summary = rows[0]
  if (!summary) throw moduleNotFound(id)
  const { version, draft } = module
  const source = version ? toModuleSource(version.frontMatter, version.body) : (draft?.source ?? '')
  const file = await parseSource(workspaceId, { path: version?.path ?? `${id}.md`, source, id })
  const missing = await findDependencyProblems(workspaceId, file.metadata.dependencies)
  return {
    ...toModuleSummary(summary),
    rules: file.metadata.rules,
    usageScope: file.metadata.usageScope,
    dependencies: file.metadata.dependencies,
    body: file.body,
    frontMatter: file.frontMatter,
    source,
    unknown: file.unknown,
    path: version?.path ?? null,
    message: version?.message ?? '',
    createdAt: module.createdAt.toISOString(),
    problems: [...file.problems, ...missing.values()],
    draft: draft ? toDraftDto(draft) : null,
  }
}

type DraftRow = { source: string; revision: number; baseVersion: number; updatedAt: Date; updatedBy: unknown }

export function toDraftDto({ updatedAt, updatedBy, ...draft }: DraftRow): ModuleDraftDto {
  return { ...draft, updatedAt: updatedAt.toISOString(), updatedBy: toActorOrNull(updatedBy) }
}
