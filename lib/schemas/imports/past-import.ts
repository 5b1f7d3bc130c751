import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { bulkResultSchema, moduleIdSchema } from '@/lib/schemas/modules/module'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

/** What an import made of a module, in the order in which it can come about; `draft`, `moved` and `unarchived` make no version. */
export const IMPORT_CHANGES = ['created', 'updated', 'draft', 'moved', 'unarchived'] as const
export type ImportChange = (typeof IMPORT_CHANGES)[number]

const count = z.int().min(0)

export const pastImportSchema = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    by: actorSchema,
    modules: z.array(moduleIdSchema).meta({ description: 'The first three of those that it changed, by their ids.' }),
    moduleCount: count.meta({
      description: 'All that it changed. One that was updated and brought back is in both counts.',
    }),
    counts: z.strictObject({ created: count, updated: count, draft: count, moved: count, unarchived: count }),
    undoable: count.meta({ description: 'Changes that have not been undone, and have not been found changed since.' }),
    undone: z.strictObject({ at: z.iso.datetime(), by: actorSchema, kept: count }).nullable(),
  })
  .meta({ id: 'PastImport' })
export type PastImportDto = z.infer<typeof pastImportSchema>

export const pastImportPageSchema = z.strictObject({
  items: z.array(pastImportSchema),
  total: count,
  nextCursor: z.string().nullable(),
})
export type PastImportPage = z.infer<typeof pastImportPageSchema>

export const listImportsSchema = z.strictObject({
  limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSizeDefault),
  cursor: idText().optional(),
})

export const importRefSchema = z.strictObject({ id: idText() })

const importedModuleSchema = z.strictObject({
  id: moduleIdSchema,
  change: z.enum(IMPORT_CHANGES),
  version: z.int().min(0).meta({ description: '0 for a draft.' }),
  isUndone: z.boolean(),
  keptBecause: z.string().nullable().meta({ description: 'Why undoing left it alone.' }),
})
export type ImportedModuleDto = z.infer<typeof importedModuleSchema>

export const listImportedModulesSchema = z.strictObject({
  id: idText(),
  limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSize),
  cursor: z
    .string()
    .max(2 * LIMITS.idLength)
    .optional(),
})

export const importedModulePageSchema = z.strictObject({
  items: z.array(importedModuleSchema),
  total: count,
  nextCursor: z.string().nullable(),
})
export type ImportedModulePage = z.infer<typeof importedModulePageSchema>

export const undoneImportSchema = bulkResultSchema.extend({
  remaining: count.meta({ description: 'Changes that are still to be undone: call again until it is 0.' }),
})
export type UndoneImportDto = z.infer<typeof undoneImportSchema>
