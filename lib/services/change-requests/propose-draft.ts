import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { proposeDraftSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'
import { storeEdits } from './edits/store-edits'
import { requireChange } from './reading/find-change-request'

/**
 * Moves a module's draft into a change request, a new one or an open one: the draft is gone, its text stands there.
 * @throws AppError NOT_FOUND without a draft; CONFLICT when the draft changed, or the request edits the module already;
 *   VALIDATION with the problems of the text; LIMIT_EXCEEDED
 */
export const proposeDraft = verb({
  name: 'proposeDraft',
  scope: 'write',
  effect: 'write',
  input: proposeDraftSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { id, revision, number, title, description = '' }) => {
    const { draft } = await readModule(workspaceId, id)
    if (!draft) {
      throw new AppError('NOT_FOUND', `The module “${id}” has no draft to propose.`, { entity: 'moduleDraft', id })
    }
    if (draft.revision !== revision) throw draftChanged(id)
    const target =
      number === undefined ? { title: title ?? `Change ${id}`, description, status: 'open' as const } : { number }
    const { source, baseVersion } = draft
    // curation of its chunks may stand there, a text may not
    const curated = await findCuration(workspaceId, number, id)
    const edit = { moduleId: id, kind: 'text' as const, source, baseVersion, revision: curated?.revision ?? 0 }
    const stored = await storeEdits(actor, workspaceId, target, [edit], {
      finish: async (tx) => {
        const { count } = await tx.moduleDraft.deleteMany({ where: { workspaceId, moduleId: id, revision } })
        if (count === 0) throw draftChanged(id)
      },
    })
    return requireChange(workspaceId, stored)
  },
})

async function findCuration(workspaceId: string, number: number | undefined, moduleId: string) {
  if (number === undefined) return null
  return prisma.changeRequestEdit.findFirst({
    where: { workspaceId, number, moduleId, kind: 'curation' },
    select: { revision: true },
  })
}

function draftChanged(id: string): AppError {
  const message = `Somebody changed the draft of “${id}” meanwhile. Nothing was proposed: reload it first.`
  return new AppError('CONFLICT', message, { entity: 'moduleDraft', id })
}
