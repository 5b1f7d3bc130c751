import { z } from 'zod'
import { INTENTS } from '@/lib/engine/vocabulary/query-analysis'
import { SECTION_NAMES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { releaseField } from '@/lib/schemas/releases/release'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'
import { layoutSchema, messageSchema, prioritySchema, traceSchema, usageSchema } from './composition'
import { newImagesSchema } from './image'
import { policyField } from './policy'
import { hasUniqueIds, isWithinBody, saidMessageSchema, TOO_LONG } from './said-turn'

const moduleIdsSchema = z.array(idText()).max(LIMITS.pinnedModules)

const sharesSchema = z
  .partialRecord(z.enum(SECTION_NAMES), z.number().min(0).max(1))
  .refine(
    (shares) => Object.values(shares).reduce((sum, share) => sum + share, 0) <= 1 + 1e-9,
    'Shares add up to more than 1.',
  )
  .meta({ description: 'Share of the context window per section, 0–1; the sections left out keep the policy’s share.' })

/** How to compose, whatever asks for it. */
export const composeOptionsShape = {
  model: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Model id. An unknown one is composed for with the generic family.', examples: ['gpt-5.1'] }),
  task: z.enum(INTENTS).optional().meta({ description: 'Overrides the intent that the analysis finds.' }),
  profileId: idText()
    .nullable()
    .optional()
    .meta({ description: 'Whose query it is. Null is nobody; left out, it is who the conversation is of.' }),
  allowsFacts: z.boolean().optional().meta({ description: 'Facts whose scope is ask may go along with this request.' }),
  policy: policyField,
  release: releaseField,
  contextWindow: z.int().min(1).max(LIMITS.contextWindow).optional(),
  maxOutputTokens: z.int().min(1).max(LIMITS.contextWindow).optional(),
  shares: sharesSchema.optional(),
  layout: layoutSchema.optional(),
  pins: moduleIdsSchema.optional().meta({ description: 'Modules that must take part.' }),
  excludes: moduleIdsSchema.optional().meta({ description: 'Modules that must not take part.' }),
  unfolds: z
    .array(idText())
    .max(LIMITS.unfoldedSummaries)
    .optional()
    .meta({ description: 'Summaries of the conversation whose messages are wanted in their place.' }),
  filters: z
    .strictObject({
      category: z.string().max(200).optional(),
      tags: z.array(z.string().min(1).max(100)).max(50).optional(),
      priority: prioritySchema.optional(),
    })
    .optional()
    .meta({ description: 'Metadata filters of retrieval; required modules are not filtered.' }),
  paths: z
    .array(z.string().min(1).max(1000))
    .max(LIMITS.paths)
    .optional()
    .meta({ description: 'Files that the query is about, for rules with a glob.' }),
}

export const composeSchema = z
  .strictObject({
    query: nonBlankText(LIMITS.queryLength),
    images: newImagesSchema.optional().meta({
      description:
        'Sent with the query, to a model that takes images. Their bytes are not kept: the messages name them by number, `image 1` and up, those of the turns first, and by hash.',
    }),
    conversationId: idText().optional(),
    turns: z
      .array(saidMessageSchema)
      .max(LIMITS.historyMessages)
      .refine(hasUniqueIds, 'Two turns have the same id.')
      .refine(isWithinBody, TOO_LONG)
      .optional()
      .meta({ description: 'The conversation so far, oldest first, where it is kept elsewhere.' }),
    ...composeOptionsShape,
  })
  .refine(({ conversationId, turns }) => conversationId === undefined || turns === undefined, {
    path: ['turns'],
    error: 'Either the id of a conversation that is kept here, or the turns of one that is not.',
  })
  .meta({ id: 'ComposeRequest' })

export const composedSchema = z
  .object({
    id: z.string().meta({ description: 'Id of the stored composition.' }),
    messages: z.array(messageSchema),
    text: z.string(),
    usage: usageSchema,
    trace: traceSchema,
  })
  .meta({ id: 'ComposedContext' })
export type ComposedDto = z.infer<typeof composedSchema>
