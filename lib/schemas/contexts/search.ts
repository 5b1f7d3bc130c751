import { z } from 'zod'
import { ACTIVATIONS, PRIORITIES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { sourceEditsSchema } from '@/lib/schemas/modules/module'
import { releaseField } from '@/lib/schemas/releases/release'

const LEFT_OUT_ACTIVATIONS = ACTIVATIONS.filter((activation) => activation !== 'semantic')

const searchFiltersSchema = z.strictObject({
  category: z.string().max(LIMITS.tagLength).optional(),
  tags: z.array(z.string().max(LIMITS.tagLength)).max(LIMITS.tagCount).optional().meta({
    description: 'Modules that carry all of these tags.',
  }),
  priority: z.enum(PRIORITIES).optional(),
})

export const searchModulesSchema = z.strictObject({
  query: z.string().min(1).max(LIMITS.queryLength),
  limit: z.int().min(1).max(LIMITS.searchResults).optional().meta({ description: 'Default: 10.' }),
  filters: searchFiltersSchema.optional(),
  release: releaseField,
})
export type SearchModulesInput = z.infer<typeof searchModulesSchema>

const searchResultSchema = z.strictObject({
  moduleId: z.string(),
  version: z.int(),
  chunkId: z.string(),
  moduleName: z.string(),
  headingPath: z.array(z.string()),
  text: z.string().meta({ description: 'As it is sent: what the body has there, with its edits.' }),
  edits: sourceEditsSchema.optional(),
  startOffset: z.int().meta({ description: 'UTF-16 offset in the module’s body.' }),
  endOffset: z.int(),
  score: z.number().meta({ description: 'Higher is better; comparable within one answer only.' }),
  scores: z.record(z.string(), z.number()).meta({ description: 'Score per retriever and per reranking signal.' }),
})
const leftOutSchema = z.strictObject({
  moduleId: z.string(),
  name: z.string(),
  activation: z.enum(LEFT_OUT_ACTIVATIONS),
  inclusion: z.string().meta({ description: 'What sends it, in a sentence.' }),
})
export type LeftOutDto = z.infer<typeof leftOutSchema>

export const leftOutModulesSchema = z.array(leftOutSchema).max(LIMITS.leftOutModules).meta({
  description:
    'Modules that hold the words of the query and are not searched, because their activation is manual, rule or always; best first.',
})

export const searchResultsSchema = z.strictObject({
  results: z.array(searchResultSchema),
  leftOut: leftOutModulesSchema,
})
export type SearchResultsDto = z.infer<typeof searchResultsSchema>
