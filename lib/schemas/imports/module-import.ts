import { z } from 'zod'
import { ACTIVATIONS } from '@/lib/engine/vocabulary/types'
import { fillingKey, remainingEdits } from '@/lib/schemas/changes/change-inputs'
import { isStorable } from '@/lib/schemas/front-matter/read-metadata'
import { LIMITS } from '@/lib/schemas/limits'
import { moduleIdSchema, moduleProblemSchema } from '@/lib/schemas/modules/module'
import { streamOf } from '@/lib/schemas/texts/stream'
import { idText, trimmedText } from '@/lib/schemas/texts/text'

const importFileSchema = z.strictObject({
  path: z.string().min(1).max(LIMITS.pathLength).meta({ example: 'reference/react/index.md' }),
  content: z.string().meta({ description: 'The file’s text; a .zip, and any file with that encoding, in base64.' }),
  encoding: z.enum(['utf8', 'base64']).optional(),
})
export type ImportFile = z.infer<typeof importFileSchema>

/** What a module can get from the folders of its file. */
const FOLDER_FIELDS = ['category', 'tags'] as const
export type FolderField = (typeof FOLDER_FIELDS)[number]

export const importModulesSchema = z.strictObject({
  files: z.array(importFileSchema).min(1).max(LIMITS.importFiles),
  dryRun: z.boolean().optional().meta({ description: 'Answer the plan of the import, and change nothing.' }),
  replace: z
    .array(moduleIdSchema)
    .max(LIMITS.importFiles)
    .optional()
    .meta({ description: 'Ids whose modules a file from another path may replace.' }),
  idsFromPath: z.array(z.string().min(1).max(LIMITS.pathLength)).max(LIMITS.importFiles).optional().meta({
    description:
      'Paths of files that get an id made of their path, in place of the one that they name. It is written into their front matter, and imports of the same file find it again while its own is taken.',
  }),
  moves: z
    .array(z.strictObject({ path: z.string().min(1).max(LIMITS.pathLength), id: moduleIdSchema }))
    .max(LIMITS.importFiles)
    .optional()
    .meta({
      description:
        'Files whose text a module has already: instead of a second module, the one with this id comes from the new path from now on.',
    }),
  publish: z
    .boolean()
    .optional()
    .meta({ description: 'Default true. False keeps what is new or changed as drafts, which nothing retrieves.' }),
  fromFolders: z.array(z.enum(FOLDER_FIELDS)).max(FOLDER_FIELDS.length).optional().meta({
    description:
      'What files that say nothing of it get from their path: the folder they stand in as category, the folders above it as tags. It is written into their front matter.',
  }),
  change: z
    .strictObject({
      number: z
        .int()
        .min(1)
        .max(LIMITS.integer)
        .optional()
        .meta({ description: 'An open change request; else a new one is made.' }),
      title: trimmedText(LIMITS.titleLength).optional().meta({ description: 'Of a new one.' }),
      description: z.string().max(LIMITS.changeDescriptionLength).optional(),
      remaining: remainingEdits,
      filling: fillingKey,
    })
    .optional()
    .meta({
      description:
        'Makes what is new, changed or moved edits of a change request, which retrieval does not see until it is merged.',
    }),
  unarchive: z.boolean().optional().meta({
    description:
      'Brings archived modules back whose files these are, also where their texts are the same. Default: they stay archived. Undoing the import archives them again.',
  }),
  message: z.string().max(LIMITS.publishMessageLength).refine(isStorable, 'contains a null character.').optional(),
  importId: idText().optional().meta({
    description:
      'The import that these files belong to, as the answer to its first files named it. Default: a new one.',
  }),
})
export type ImportModulesInput = z.infer<typeof importModulesSchema>

const importResultSchema = z.strictObject({
  path: z.string(),
  status: z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']).meta({
    description:
      '`skipped`: files of a zip that are neither markdown nor plain text, in one result under the path of the zip.',
  }),
  id: moduleIdSchema.optional(),
  version: z.int().optional(),
  plan: z
    .enum(['new', 'changed', 'same', 'clash', 'duplicate', 'renamed', 'skipped', 'failed'])
    .optional()
    .meta({ description: 'In a dry run: what the file is beside what the workspace has.' }),
  of: moduleIdSchema.optional().meta({ description: 'The module with the same content.' }),
  pathId: moduleIdSchema
    .optional()
    .meta({ description: 'In a dry run, of a file whose id is taken: the id made of its path, which is free.' }),
  activation: z.enum(ACTIVATIONS).optional().meta({ description: 'In a dry run: `always` goes into every query.' }),
  isArchived: z.literal(true).optional().meta({ description: 'The module is archived, so no question finds it.' }),
  problems: z.array(moduleProblemSchema),
})
export type ImportResultDto = z.infer<typeof importResultSchema>

export const importResultsSchema = z.strictObject({
  results: z.array(importResultSchema),
  importId: z.string().optional().meta({ description: 'By which it is undone; missing when nothing was changed.' }),
  change: z.int().optional().meta({ description: 'Number of the change request that has the edits.' }),
})
export type ImportResultsDto = z.infer<typeof importResultsSchema>

export const exportModulesSchema = z.strictObject({
  ids: z
    .array(moduleIdSchema)
    .max(LIMITS.bulkModules)
    .optional()
    .meta({ description: 'Default: every module that is not archived.' }),
  release: idText().optional().meta({
    description: 'Id of the release whose versions are exported, in place of the newest ones.',
  }),
})
export const exportedModulesSchema = z.object({ fileName: z.string(), stream: streamOf<Uint8Array<ArrayBuffer>>() })
