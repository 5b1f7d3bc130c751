import { AppError } from '@/lib/errors'
import { toModuleSource } from '@/lib/schemas/front-matter'
import type { ImportResultDto } from '@/lib/schemas/module-import'
import type { Actor } from '@/lib/services/actor'
import { createModule } from './create-module'
import type { ImportCandidate } from './parse-import'
import { saveDraft } from './save-draft'

/** Keeps the changed files of an import as drafts. A draft that somebody has begun is left alone, and the file failed. */
export async function keepAsDrafts(
  actor: Actor,
  changed: ImportCandidate[],
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const results = new Map<ImportCandidate, ImportResultDto>()
  for (const candidate of changed) results.set(candidate, await keepAsDraft(actor, candidate))
  return results
}

async function keepAsDraft(actor: Actor, { path, file, current, problems }: ImportCandidate): Promise<ImportResultDto> {
  const id = file?.metadata.id ?? ''
  const source = toModuleSource(file?.frontMatter ?? null, file?.body ?? '')
  try {
    if (current) await saveDraft(actor, { id, source, revision: 0, baseVersion: current.latestVersion })
    else await createModule(actor, { id, source, publish: false })
    return { path, status: current ? 'updated' : 'created', id, problems }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const message =
      error.code === 'CONFLICT' ? `“${id}” has a draft already: publish or discard it first.` : error.message
    return { path, status: 'failed', id, problems: [...problems, { path: 'id', message, severity: 'error' }] }
  }
}
