import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { nonBlankText } from '@/lib/schemas/texts/text'
import { composeOptionsShape } from './compose'
import { candidateTraceSchema, filterCountSchema, queryAnalysisSchema, traceStepSchema } from './composition'
import { policySettingsSchema } from './policy'
import { leftOutModulesSchema } from './search'

export const explainRetrievalSchema = z
  .strictObject({
    query: nonBlankText(LIMITS.queryLength),
    policy: composeOptionsShape.policy,
    release: composeOptionsShape.release,
    settings: policySettingsSchema
      .optional()
      .meta({ description: 'To try out: in place of the policy’s settings, and saved nowhere.' }),
    filters: composeOptionsShape.filters,
  })
  .meta({ id: 'RetrievalRequest' })
export type ExplainRetrievalInput = z.input<typeof explainRetrievalSchema>

const retrievalCandidateSchema = candidateTraceSchema
  .omit({ fate: true })
  .extend({
    key: z.string().meta({
      description: 'Names it among these: the chunk’s or summary’s id, or moduleId@version for a whole module.',
    }),
    headingPath: z.array(z.string()),
    text: z.string().meta({
      description: `Of a whole module its first ${LIMITS.moduleExcerpt} characters; of a chunk or summary all of it.`,
    }),
    isSelected: z.boolean().meta({ description: 'It goes on to packing.' }),
    isRequired: z.boolean().meta({ description: 'It takes part whatever the search finds.' }),
  })
  .meta({ id: 'RetrievalCandidate' })
export type RetrievalCandidateDto = z.infer<typeof retrievalCandidateSchema>

export const retrievalSchema = z
  .object({
    revision: z.int(),
    releaseId: z.string(),
    policy: z.object({ id: z.string(), version: z.int() }),
    analysis: queryAnalysisSchema,
    terms: z.array(z.string()).meta({ description: 'Stems that the query is searched by.' }),
    steps: z.array(traceStepSchema),
    weights: z.record(z.string(), z.number()).meta({ description: 'What each signal of reranking counts.' }),
    filters: z.array(filterCountSchema),
    candidates: z.array(retrievalCandidateSchema).meta({
      description:
        'Selected ones first, in their order. `ranks` and `scores` hold one entry for each retriever that found it; the names of those over modules begin with “module”.',
    }),
    leftOut: leftOutModulesSchema,
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Retrieval', description: 'What each stage of retrieval found, kept and dropped, and why.' })
export type RetrievalDto = z.infer<typeof retrievalSchema>
