import { z } from 'zod'
import { ACTIVATIONS, PRIORITIES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { MODULE_SORTS, MODULE_STATUSES, moduleSummarySchema } from './module'

/** Accepts a repeated parameter or a comma list, as query strings carry them. */
const tagListSchema = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((tag) => tag.trim() !== '') : value),
  z.array(z.string().max(LIMITS.tagLength)).max(LIMITS.tagCount),
)

const idListSchema = z.array(z.string().max(LIMITS.idLength)).max(LIMITS.searchResults)

export const listModulesSchema = z.strictObject({
  q: z
    .string()
    .max(LIMITS.queryLength)
    .optional()
    .meta({ description: 'Words of id, name, description, category or tags.' }),
  found: idListSchema.optional().meta({
    description:
      'Ids of modules that are listed besides those that `q` names: what a search found in texts, best first.',
  }),
  category: z.string().max(LIMITS.tagLength).optional(),
  tag: tagListSchema.optional().meta({ description: 'Modules that carry all of these tags.' }),
  priority: z.enum(PRIORITIES).optional(),
  activation: z.enum(ACTIVATIONS).optional(),
  status: z
    .enum([...MODULE_STATUSES, 'all'])
    .optional()
    .meta({ description: 'Default: everything that is not archived.' }),
  sort: z.enum(MODULE_SORTS).optional().meta({
    description:
      '`-` sorts downwards; `match` has the names first that fit `q` best, then what was found in texts, then what says `q` elsewhere. Default: -updatedAt.',
  }),
  limit: wholeNumber(1, LIMITS.pageSize).optional().meta({ description: 'Default: 50.' }),
  cursor: z.string().max(1_000).optional().meta({ description: '`nextCursor` of the page before.' }),
})
export type ListModulesInput = z.infer<typeof listModulesSchema>

/** What `q` was found by, in the order of `match`. */
const matchCountsSchema = z.strictObject({
  name: z.int().min(0),
  text: z.int().min(0),
  other: z.int().min(0).meta({ description: 'Id, description, category or tags.' }),
})
export type MatchCounts = z.infer<typeof matchCountsSchema>

export const modulePageSchema = z.strictObject({
  items: z.array(moduleSummarySchema),
  total: z.int().min(0),
  matches: matchCountsSchema.optional().meta({
    description: 'With `sort=match`: of all pages together, how many of the list each part of it has, in this order.',
  }),
  nextCursor: z.string().nullable(),
})
export type ModulePageDto = z.infer<typeof modulePageSchema>

export const listModuleFacetsSchema = z.strictObject({
  q: listModulesSchema.shape.q,
  found: idListSchema.optional().meta({
    description: 'Ids of modules that are counted besides those that `q` names: what a search found in texts.',
  }),
})
export type ListModuleFacetsInput = z.infer<typeof listModuleFacetsSchema>

const facetSchema = z.array(z.strictObject({ value: z.string(), count: z.int().min(0) }))
/** How many modules of the library, or of what a search finds, carry each value (archived ones aside), most frequent first. */
export const moduleFacetsSchema = z.strictObject({
  categories: facetSchema,
  tags: facetSchema,
  priorities: facetSchema,
  activations: facetSchema,
  statuses: facetSchema,
})
export type ModuleFacetsDto = z.infer<typeof moduleFacetsSchema>
