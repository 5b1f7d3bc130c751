import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'

export const EMBEDDING_KINDS = ['hash', 'lsa', 'provider', 'transformers'] as const

const embeddingIndexSchema = z
  .object({
    id: z.string(),
    kind: z.enum(EMBEDDING_KINDS).meta({
      description:
        'hash and lsa work offline: lsa is fitted to the workspace’s own texts, hash needs none. transformers runs inside Loadout.',
    }),
    providerId: z.string().nullable(),
    providerName: z.string().nullable(),
    model: z.string(),
    dimensions: z.int().meta({ description: '0 while they are not known.' }),
    status: z.enum(['building', 'active', 'failed']),
    isAutomatic: z
      .boolean()
      .meta({ description: 'The offline embedder that suits the corpus, followed as it changes.' }),
    isLate: z.boolean(),
    parentShare: z.number(),
    queryPrefix: z.string(),
    textPrefix: z.string(),
    embedsMessages: z
      .boolean()
      .meta({ description: 'Earlier messages of a conversation are found by meaning too, not by words alone.' }),
    done: z.int().meta({ description: 'Chunks embedded, while it is built.' }),
    total: z.int(),
    error: z.string().nullable().meta({ description: 'What went wrong and what to do.' }),
    createdAt: z.iso.datetime(),
    activatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EmbeddingIndex' })
export type EmbeddingIndexDto = z.infer<typeof embeddingIndexSchema>

/** How the nearest vectors are found where a release does not fit in memory; in memory, each vector is looked at. */
const vectorSearchSchema = z
  .object({
    kind: z.enum(['exact', 'making', 'approximate', 'refused']).meta({
      description:
        'In the database: exact looks at each vector, as it does while an approximate index is made, or when one found too few.',
    }),
    recall: z.number().nullable().meta({
      description:
        'Share of the ten nearest that the approximate index finds, 0–1, measured with words of the workspace’s texts.',
    }),
  })
  .meta({ id: 'VectorSearch' })
export type VectorSearchDto = z.infer<typeof vectorSearchSchema>

export const embeddingSchema = z
  .object({
    active: embeddingIndexSchema.meta({ description: 'Serves every query.' }),
    building: embeddingIndexSchema.nullable().meta({ description: 'Replaces it once it is complete.' }),
    failed: embeddingIndexSchema.nullable().meta({ description: 'The last one that could not be built.' }),
    coverage: z.object({ chunks: z.int(), embedded: z.int() }).meta({ description: 'Under the active index.' }),
    search: z.object({ chunks: vectorSearchSchema, modules: vectorSearchSchema }),
    messages: z
      .object({ total: z.int(), embedded: z.int() })
      .nullable()
      .meta({ description: 'Of conversations, under the active index; null where it embeds none.' }),
    isSettled: z.boolean().meta({ description: 'False while anything is still to be done in the background.' }),
    nextStep: z.enum(['build', 'fill', 'fit']).nullable(),
  })
  .meta({ id: 'Embedding' })
export type EmbeddingDto = z.infer<typeof embeddingSchema>

export const getEmbeddingSchema = z.strictObject({})

/** A model's folder below the folder of local models: never out of it. */
const localModel = z
  .string()
  .trim()
  .max(200)
  .regex(
    /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)?$/,
    'Write the model as its folder is named, such as Xenova/all-MiniLM-L6-v2.',
  )

const neuralFields = {
  isLate: z.boolean().default(false).meta({
    description: 'Late chunking, where the model gives token vectors; elsewhere parentShare serves instead.',
  }),
  parentShare: z
    .number()
    .min(0)
    .max(LIMITS.parentShare, `At most ${100 * LIMITS.parentShare} %.`)
    .default(0)
    .meta({
      description: 'Share of its module’s vector in each chunk’s; with late chunking, where that is not possible.',
    }),
  queryPrefix: z.string().max(200).default('').meta({ description: 'Such as “query: ” for E5 models.' }),
  textPrefix: z.string().max(200).default(''),
  embedsMessages: z
    .boolean()
    .default(false)
    .meta({ description: 'Embeds the messages of conversations too: earlier ones are found by meaning.' }),
}

const embeddingChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({ kind: z.literal('hash') }),
  z.strictObject({
    kind: z.literal('provider'),
    providerId: idText(),
    model: z.string().trim().min(1).max(200),
    ...neuralFields,
  }),
  z.strictObject({
    kind: z.literal('transformers'),
    model: localModel,
    isDownloadAllowed: z.boolean().default(false).meta({ description: 'Fetch the model when the folder lacks it.' }),
    ...neuralFields,
  }),
])
export const chooseEmbeddingSchema = embeddingChoiceSchema
export type EmbeddingChoice = z.output<typeof embeddingChoiceSchema>
export type ChooseEmbeddingInput = z.input<typeof embeddingChoiceSchema>

export const cancelEmbeddingSchema = z.strictObject({})
export const retryEmbeddingSchema = z.strictObject({})
export const tryEmbeddingSchema = embeddingChoiceSchema

export const embeddingTestSchema = z
  .object({
    isOk: z.boolean(),
    dimensions: z.int(),
    latencyMs: z.number(),
    message: z.string().meta({ description: 'What came back, or what is wrong and what to do.' }),
  })
  .meta({ id: 'EmbeddingTest' })

export const listEmbeddingModelsSchema = z.strictObject({})
export const embeddingModelsSchema = z
  .object({
    providers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        models: z.array(z.string()).meta({ description: 'Embedding models known of its kind; others can be named.' }),
      }),
    ),
    servers: z
      .array(
        z.object({
          name: z.string(),
          baseUrl: z.string(),
          providerId: z
            .string()
            .nullable()
            .meta({ description: 'Of the provider that it is already; null: none yet.' }),
          models: z.array(z.string()).meta({ description: 'That make vectors.' }),
          chatModels: z.array(z.string()).meta({ description: 'Its others.' }),
        }),
      )
      .meta({ description: 'Model servers of this machine, such as Ollama, that list a model that makes vectors.' }),
    local: z.object({
      isInstalled: z.boolean().meta({ description: 'Whether Transformers.js can be loaded.' }),
      installCommand: z.string(),
      modelsDir: z.string(),
      models: z.array(z.string()),
    }),
  })
  .meta({ id: 'EmbeddingModels' })
export type EmbeddingModelsDto = z.infer<typeof embeddingModelsSchema>
