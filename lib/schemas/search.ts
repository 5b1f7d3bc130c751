import { z } from 'zod'
import { PRIORITIES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from './limits'
import { sourceEditsSchema } from './module'
import { releaseField } from './release'

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
export const searchResultsSchema = z.strictObject({ results: z.array(searchResultSchema) })
export type SearchResultsDto = z.infer<typeof searchResultsSchema>
