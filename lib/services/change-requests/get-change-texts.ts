import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { changeEditRefSchema, changeTextsSchema } from '@/lib/schemas/change-request'
import { readSource } from '@/lib/services/modules/read-source'
import { verb } from '@/lib/services/verb'

/** What an edit makes of a module: the text that it began with, production's and its own. @throws AppError NOT_FOUND. */
export const getChangeTexts = verb({
  name: 'getChangeTexts',
  scope: 'read',
  effect: 'read',
  input: changeEditRefSchema,
  output: changeTextsSchema,
  run: async ({ workspaceId }, { number, moduleId }) => {
    const edit = await prisma.changeRequestEdit.findUnique({
      where: { workspaceId_number_moduleId: { workspaceId, number, moduleId } },
      select: { baseVersion: true, source: true },
    })
    if (!edit) throw editNotFound(number, moduleId)
    const module = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id: moduleId } },
      select: { latestVersion: true },
    })
    const productionVersion = module?.latestVersion ?? 0
    const [base, production] = await Promise.all([
      readSource(workspaceId, moduleId, edit.baseVersion),
      readSource(workspaceId, moduleId, productionVersion),
    ])
    return { moduleId, base, production, productionVersion, proposed: edit.source }
  },
})

export function editNotFound(number: number, moduleId: string): AppError {
  return new AppError('NOT_FOUND', `The change request #${number} does not edit the module “${moduleId}”.`, {
    entity: 'changeEdit',
    id: moduleId,
  })
}
