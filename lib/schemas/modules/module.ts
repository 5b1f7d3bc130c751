import { z } from 'zod'
import { INTENTS } from '@/lib/engine/vocabulary/query-analysis'
import { ACTIVATIONS, PRIORITIES, type SourceEdit } from '@/lib/engine/vocabulary/types'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { findGlobProblem } from '@/lib/schemas/texts/glob'
import { isBlank } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

export const MODULE_STATUSES = ['published', 'draft', 'archived'] as const
export const MODULE_SORTS = [
  'updatedAt',
  '-updatedAt',
  'name',
  '-name',
  'tokenCount',
  '-tokenCount',
  'timesChosen',
  '-timesChosen',
  'priority',
  'match',
] as const

/** Letters and digits of any script, joined by `-`, `_` or `.`. */
export const MODULE_ID_PATTERN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u

export const moduleIdSchema = z
  .string()
  .max(LIMITS.idLength)
  .regex(MODULE_ID_PATTERN, 'must consist of letters and digits, joined by - _ or .')
  .refine((id) => !isBlank(id), 'shows nothing: use letters and digits')
  .meta({ description: 'The module’s slug.', example: 'error-handling' })

const text = (max: number) => z.string().max(max)

const ruleConditionSchema = z.union([
  z.strictObject({ intent: z.enum(INTENTS) }),
  z.strictObject({ tag: z.string().min(1).max(LIMITS.tagLength) }),
  z.strictObject({ keyword: z.string().min(1).max(LIMITS.nameLength) }),
  z.strictObject({ model: z.string().min(1).max(LIMITS.nameLength) }),
  z.strictObject({ profileKey: z.string().min(1).max(LIMITS.nameLength) }),
  z.strictObject({
    glob: z
      .string()
      .min(1)
      .max(LIMITS.pathLength)
      .superRefine((glob, context) => {
        const message = findGlobProblem(glob)
        if (message !== null) context.addIssue({ code: 'custom', message })
      }),
  }),
])
const ruleListSchema = z.array(ruleConditionSchema).min(1).max(LIMITS.ruleCount)
export const moduleRulesSchema = z.union([
  z.strictObject({ any: ruleListSchema }),
  z.strictObject({ all: ruleListSchema }),
])

/** Why a text is refused whatever it says. */
export const TEXT_REFUSALS = ['deadline', 'memory', 'chunks'] as const

export const moduleProblemSchema = z.strictObject({
  code: z
    .enum(['id_clash', 'id_twice', ...TEXT_REFUSALS])
    .optional()
    .meta({
      description:
        'Names what programs act on. `id_clash`: the id belongs to a file at another path. `id_twice`: another file of the import has it. `deadline`, `memory`: the work on the text was given up, since it took too long or too much memory. `chunks`: the text makes more chunks than a module may have.',
    }),
  path: z.string().optional().meta({ description: 'Front matter key, or the file inside an import.' }),
  line: z.int().min(1).optional().meta({ description: '1-based line of the file.' }),
  message: z.string(),
  severity: z.enum(['error', 'warning']).meta({ description: 'An error keeps the file from being published.' }),
})
export type ModuleProblem = z.infer<typeof moduleProblemSchema>

const isoTime = z.iso.datetime()

/** A module in lists: of its production version, or of its draft while it has no version. */
export const moduleSummarySchema = z.strictObject({
  id: moduleIdSchema,
  name: z.string(),
  description: z.string(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  priority: z.enum(PRIORITIES),
  activation: z.enum(ACTIVATIONS),
  version: z.int().min(0).meta({ description: 'Number of the version retrieval sees; 0 before the first publish.' }),
  versionLabel: z.string().nullable().meta({ description: 'The version the author wrote, verbatim.' }),
  tokenCount: z.int().min(0).meta({ description: 'Tokens of the body (o200k_base).' }),
  status: z.enum(MODULE_STATUSES),
  hasDraft: z.boolean().meta({ description: 'There are changes that are not published.' }),
  lastUpdated: isoTime.meta({ description: 'When the version was published, or the draft last saved.' }),
  author: actorSchema.nullable(),
  timesChosen: z.int().min(0),
  lastAccessedAt: isoTime.nullable(),
})
export type ModuleSummaryDto = z.infer<typeof moduleSummarySchema>

const moduleDraftSchema = z.strictObject({
  source: z.string(),
  revision: z.int().min(1).meta({ description: 'Send it with the next save: a stale one is a conflict.' }),
  baseVersion: z.int().min(0).meta({ description: 'The version this draft started from.' }),
  updatedAt: isoTime,
  updatedBy: actorSchema.nullable(),
})
export type ModuleDraftDto = z.infer<typeof moduleDraftSchema>

export const moduleSchema = moduleSummarySchema.extend({
  rules: moduleRulesSchema.nullable(),
  usageScope: z.string().nullable(),
  dependencies: z.array(z.string()),
  body: z.string().meta({ description: 'The text behind the front matter: the end of `source`.' }),
  frontMatter: z.string().nullable().meta({ description: 'The YAML between the fences, verbatim.' }),
  source: z.string().meta({ description: 'The whole file: of the version, or of the draft before the first publish.' }),
  unknown: z.record(z.string(), z.unknown()).meta({ description: 'Front matter keys that Loadout does not know.' }),
  path: z.string().nullable().meta({ description: 'Where the file stood when it was imported.' }),
  message: z.string().meta({ description: 'What the version’s author said about it.' }),
  createdAt: isoTime,
  problems: z.array(moduleProblemSchema),
  draft: moduleDraftSchema.nullable(),
})
export type ModuleDto = z.infer<typeof moduleSchema>

/** A module as structured input; the file is written from it. */
const moduleFieldsSchema = z.strictObject({
  id: moduleIdSchema.optional(),
  name: text(LIMITS.nameLength).optional(),
  description: text(LIMITS.descriptionLength).optional(),
  category: text(LIMITS.tagLength).nullable().optional(),
  tags: z.array(text(LIMITS.tagLength)).max(LIMITS.tagCount).optional(),
  priority: z.enum(PRIORITIES).optional(),
  activation: z.enum(ACTIVATIONS).optional(),
  rules: moduleRulesSchema.nullable().optional(),
  usageScope: text(LIMITS.usageScopeLength).nullable().optional(),
  versionLabel: text(LIMITS.tagLength).nullable().optional(),
  dependencies: z.array(z.string().min(1).max(LIMITS.idLength)).max(LIMITS.dependencyCount).optional(),
  body: z.string().optional(),
})
export type ModuleFields = z.infer<typeof moduleFieldsSchema>

const publishOptions = {
  message: text(LIMITS.publishMessageLength).optional().meta({ description: 'What changed and why.' }),
  publish: z.boolean().optional().meta({ description: 'false keeps it as a draft. Default: true.' }),
}

/** Either the whole file as `source`, or its fields. */
export const createModuleSchema = moduleFieldsSchema.extend({
  source: z.string().optional().meta({ description: 'The whole file, front matter included; instead of the fields.' }),
  ...publishOptions,
})
export type CreateModuleInput = z.infer<typeof createModuleSchema>

export const updateModuleSchema = createModuleSchema.omit({ id: true }).extend({
  id: moduleIdSchema,
  baseVersion: z
    .int()
    .min(0)
    .max(LIMITS.integer)
    .optional()
    .meta({ description: 'The version the change started from: when it is not the newest any more, a conflict.' }),
})

export const moduleRefSchema = z.strictObject({ id: moduleIdSchema })

export const moduleVersionRefSchema = z.strictObject({
  id: moduleIdSchema,
  version: wholeNumber(1, LIMITS.integer),
})

export const restoreVersionSchema = moduleVersionRefSchema.extend({
  message: text(LIMITS.publishMessageLength).optional(),
})

export const saveDraftSchema = z.strictObject({
  id: moduleIdSchema,
  source: z.string(),
  revision: z
    .int()
    .min(0)
    .max(LIMITS.integer)
    .meta({ description: 'Revision of the draft this text started from; 0 without a draft.' }),
  baseVersion: z
    .int()
    .min(0)
    .max(LIMITS.integer)
    .optional()
    .meta({ description: 'Moves the draft onto a newer version, after its changes were taken over.' }),
})

export const savedDraftSchema = moduleDraftSchema.extend({ problems: z.array(moduleProblemSchema) })
export type SavedDraftDto = z.infer<typeof savedDraftSchema>

export const discardDraftSchema = moduleRefSchema.extend({
  revision: wholeNumber(0, LIMITS.integer).optional().meta({
    description: 'Discard only this revision of the draft; 0 where there is none.',
  }),
})

export const discardedDraftSchema = z.object({ id: z.string(), isDeleted: z.boolean() })

/** In `data` of a CONFLICT error of a save, a publish or an update. */
export const draftConflictSchema = z.object({
  theirs: z.string(),
  yours: z.string(),
  revision: z.int().meta({ description: 'Revision to save over, once both texts were merged.' }),
  baseVersion: z.int().meta({ description: 'Version to base the merged draft on.' }),
  isOwn: z.boolean().optional().meta({ description: 'Whether the same person saved the other text, elsewhere.' }),
})
export type DraftConflict = z.infer<typeof draftConflictSchema>

export const publishModuleSchema = z.strictObject({
  id: moduleIdSchema,
  message: text(LIMITS.publishMessageLength).optional(),
  revision: z
    .int()
    .min(1)
    .max(LIMITS.integer)
    .optional()
    .meta({ description: 'Publish only this revision of the draft.' }),
})

export const publishResultSchema = z.strictObject({
  id: moduleIdSchema,
  version: z.int(),
  status: z.enum(['created', 'updated', 'unchanged']),
  problems: z.array(moduleProblemSchema),
})
export type PublishResultDto = z.infer<typeof publishResultSchema>

const moduleVersionSummarySchema = z.strictObject({
  id: moduleIdSchema,
  version: z.int(),
  versionLabel: z.string().nullable(),
  name: z.string(),
  message: z.string(),
  author: actorSchema,
  createdAt: isoTime,
  tokenCount: z.int(),
  isProduction: z.boolean(),
})
export type ModuleVersionSummaryDto = z.infer<typeof moduleVersionSummarySchema>

export const moduleVersionListSchema = z.object({
  items: z.array(moduleVersionSummarySchema),
  total: z.int(),
  nextCursor: z.null(),
})

export const moduleVersionSchema = moduleVersionSummarySchema.extend({
  source: z.string(),
  frontMatter: z.string().nullable(),
  body: z.string(),
})
export type ModuleVersionDto = z.infer<typeof moduleVersionSchema>

export const sourceEditsSchema = z
  .array(z.strictObject({ start: z.int().min(0), end: z.int().min(0), insert: z.string() }))
  .meta({
    description:
      'Where the text differs from the body, by offsets in the body: `insert` stands in place of what is left out there. Where both offsets are one, it is repeated: the head of a table or the fence of code that was cut.',
  }) satisfies z.ZodType<SourceEdit[]>

const chunkSchema = z.strictObject({
  chunkId: z.string().meta({ example: 'error-handling@3#0' }),
  ordinal: z.int().min(0),
  headingPath: z.array(z.string()),
  startOffset: z.int().min(0).meta({ description: 'UTF-16 offset in the body.' }),
  endOffset: z.int().min(0),
  text: z.string().meta({ description: 'As it is sent: what the body has there, with its edits.' }),
  edits: sourceEditsSchema.optional(),
  tokenCount: z.int().min(0),
})

const rangeSummarySchema = z
  .strictObject({
    headingPath: z.array(z.string()).meta({ description: 'Empty for the whole module.' }),
    startOffset: z.int().min(0).meta({ description: 'UTF-16 offset in the body of what it stands for.' }),
    endOffset: z.int().min(0),
    sourceTokens: z.int().min(0),
    text: z.string(),
    tokenCount: z.int().min(0),
  })
  .meta({ description: 'What a context gets in place of a module or section that does not fit.' })
export type RangeSummaryDto = z.infer<typeof rangeSummarySchema>

export const listChunksSchema = z.strictObject({
  id: moduleIdSchema,
  version: wholeNumber(1, LIMITS.integer).optional().meta({ description: 'Default: the production version.' }),
})
export const chunkListSchema = z.object({
  items: z.array(chunkSchema),
  total: z.int(),
  nextCursor: z.null(),
  summaries: z.array(rangeSummarySchema),
})
export const previewChunksSchema = z.strictObject({
  source: z.string(),
  path: z.string().max(LIMITS.pathLength).optional().meta({ description: 'A `.txt` is cut as plain text.' }),
})
export const previewedChunksSchema = z.object({ items: z.array(chunkSchema.omit({ chunkId: true })) })

const dependencySchema = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  depth: z.int().min(1).meta({ description: '1 is direct.' }),
  via: z.string().nullable().meta({ description: 'The module that leads here, when it is not direct.' }),
  state: z.enum(['ok', 'missing', 'archived', 'unpublished']),
  isCycle: z.boolean(),
})
export type DependencyDto = z.infer<typeof dependencySchema>

export const moduleDependenciesSchema = z.strictObject({
  id: moduleIdSchema,
  needs: z.array(dependencySchema),
  neededBy: z.array(dependencySchema),
  edges: z
    .array(z.strictObject({ from: z.string(), to: z.string() }))
    .meta({ description: 'All dependencies among these, and the module itself: `from` needs `to`.' }),
})
export type ModuleDependenciesDto = z.infer<typeof moduleDependenciesSchema>

export const deletedModuleSchema = z.strictObject({
  id: moduleIdSchema,
  versions: z.int(),
  neededBy: z.array(z.string()).meta({ description: 'Modules that name it as a dependency and miss it now.' }),
})

export const bulkModulesSchema = z.strictObject({ ids: z.array(moduleIdSchema).min(1).max(LIMITS.bulkModules) })
const fieldChangesShape = {
  addTags: z.array(z.string().trim().min(1).max(LIMITS.tagLength)).max(LIMITS.tagCount).optional(),
  removeTags: z.array(text(LIMITS.tagLength)).max(LIMITS.tagCount).optional(),
  /** Null takes it away. */
  category: text(LIMITS.tagLength).min(1).nullable().optional(),
  priority: z.enum(PRIORITIES).optional(),
  /** Rules are each module's own. */
  activation: z.enum(ACTIVATIONS).exclude(['rule']).optional(),
}
/** What every module is to have; a field that is not named stays as each has it. */
export const editModulesSchema = bulkModulesSchema.extend(fieldChangesShape)
export const fieldChangesSchema = z.strictObject(fieldChangesShape).meta({
  id: 'FieldChanges',
  description: 'What a module is to have; a field that is not named stays as it is.',
})
export type FieldChanges = z.infer<typeof fieldChangesSchema>
export const bulkResultSchema = z.strictObject({
  changed: z.array(moduleIdSchema),
  unchanged: z.array(moduleIdSchema),
  failed: z.array(z.strictObject({ id: z.string(), message: z.string() })),
})
export type BulkResultDto = z.infer<typeof bulkResultSchema>
