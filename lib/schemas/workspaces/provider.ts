import { z } from 'zod'
import { MODEL_FAMILIES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nameText } from '@/lib/schemas/texts/text'

export const PROVIDER_KINDS = [
  'openai',
  'openai-responses',
  'anthropic',
  'google',
  'mistral',
  'openai-compatible',
] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

const modelPricesSchema = z
  .strictObject({
    input: z.number().min(0).max(100_000),
    cachedInput: z.number().min(0).max(100_000).meta({ description: 'Of input tokens that the provider had cached.' }),
    output: z.number().min(0).max(100_000),
    asOf: z
      .string()
      .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Write a month, such as 2026-11.')
      .optional()
      .meta({
        description:
          'The month that they were looked up in; missing where that is not known, or somebody typed them in.',
      }),
  })
  .meta({ id: 'ModelPrices', description: 'US dollars for a million tokens.' })
export type ModelPrices = z.infer<typeof modelPricesSchema>

export const providerModelSchema = z
  .strictObject({
    id: z.string().trim().min(1).max(200).meta({ description: 'The id that the provider knows the model by.' }),
    name: z.string().trim().min(1).max(200).optional(),
    family: z.enum(MODEL_FAMILIES).optional().meta({ description: 'Found from the id when left out.' }),
    contextWindow: z.int().min(256).max(LIMITS.contextWindow).optional(),
    maxOutputTokens: z.int().min(1).max(LIMITS.contextWindow).optional(),
    takesImages: z.boolean().optional().meta({ description: 'Found from the id when left out.' }),
    prices: modelPricesSchema.optional().meta({ description: 'Without them the listed ones hold.' }),
  })
  .meta({ id: 'ProviderModel' })
export type ProviderModel = z.infer<typeof providerModelSchema>

export const providerSchema = z
  .object({
    id: z.string(),
    kind: z.enum(PROVIDER_KINDS),
    name: z.string(),
    baseUrl: z.string().nullable(),
    hasKey: z.boolean(),
    keyHint: z.string().nullable().meta({ description: 'The last four characters of the key.' }),
    isKeyReadable: z.boolean().meta({ description: 'False when the key was encrypted with another secret.' }),
    models: z.array(providerModelSchema),
    isEnabled: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Provider' })
export type ProviderDto = z.infer<typeof providerSchema>

export const providerListSchema = z.object({
  items: z.array(providerSchema),
  total: z.int(),
  nextCursor: z.null(),
})

export type ProviderListDto = z.infer<typeof providerListSchema>

export const listProvidersSchema = z.strictObject({})

const connectionShape = {
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'Write an address that starts with http:// or https://.' })
    .max(500)
    .nullish()
    .meta({ description: 'Needed for openai-compatible, e.g. http://127.0.0.1:11434/v1.' }),
  apiKey: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .regex(/^[\x21-\x7e]+$/, 'A key has no spaces and only ASCII characters.')
    .nullish()
    .meta({ description: 'Left out: the stored key stays; null: it is removed. Never returned.' }),
}
const hasAddress = ({ kind, baseUrl }: { kind: ProviderKind; baseUrl?: string | null }) =>
  kind !== 'openai-compatible' || Boolean(baseUrl)
const NO_ADDRESS = { path: ['baseUrl'], error: 'An OpenAI-compatible provider needs its address.' }

export const saveProviderSchema = z
  .strictObject({
    id: idText().optional().meta({ description: 'Left out: a new provider.' }),
    kind: z.enum(PROVIDER_KINDS),
    name: nameText(100),
    ...connectionShape,
    models: z.array(providerModelSchema).max(LIMITS.providerModels).default([]),
    isEnabled: z.boolean().default(true),
  })
  .refine(hasAddress, NO_ADDRESS)
export type SaveProviderInput = z.input<typeof saveProviderSchema>

export const connectProviderSchema = z
  .strictObject({
    id: idText().optional().meta({ description: 'Of a stored provider, whose key is used when none is given.' }),
    kind: z.enum(PROVIDER_KINDS),
    name: nameText(100),
    ...connectionShape,
  })
  .refine(hasAddress, NO_ADDRESS)

const listedModelSchema = z
  .object({
    id: z.string(),
    contextWindow: z.int().nullable().meta({ description: 'Null where it is not known.' }),
    prices: modelPricesSchema.nullable().meta({ description: 'As listed; null where they are not known.' }),
  })
  .meta({ id: 'ListedModel' })
export type ListedModelDto = z.infer<typeof listedModelSchema>

export const providerConnectionSchema = z
  .object({
    isOk: z.boolean(),
    message: z.string().meta({ description: 'What is wrong and what to do, where it is not.' }),
    models: z.array(listedModelSchema).meta({ description: 'That the provider lists, the known ones first.' }),
  })
  .meta({ id: 'ProviderConnection' })

export const findLocalProvidersSchema = z.strictObject({})
export const localProvidersSchema = z.object({
  items: z.array(z.object({ name: z.string(), baseUrl: z.string(), models: z.array(listedModelSchema) })),
})
export type LocalProvidersDto = z.infer<typeof localProvidersSchema>

export const deleteProviderSchema = z.strictObject({ id: idText() })
export const tryProviderSchema = z.strictObject({
  id: idText(),
  model: z.string().min(1).max(200).optional().meta({ description: 'Asks this model for a word, too.' }),
})

export const providerTestSchema = z
  .object({
    isOk: z.boolean(),
    latencyMs: z.number(),
    message: z.string().meta({ description: 'What came back, or what is wrong and what to do.' }),
    models: z.array(z.string()).meta({ description: 'Ids of the models that the provider lists.' }),
  })
  .meta({ id: 'ProviderTest' })

const availableModelSchema = z
  .object({
    id: z.string().meta({ description: 'What `model` of compose and chat takes.' }),
    name: z.string(),
    providerId: z.string().nullable().meta({ description: 'Null for the offline model.' }),
    providerName: z.string(),
    family: z.enum(MODEL_FAMILIES),
    contextWindow: z.int(),
    maxOutputTokens: z.int(),
    takesImages: z.boolean().meta({ description: 'Messages to it may hold images.' }),
    isOffline: z.boolean(),
    tokenPercent: z.int().nullable().meta({
      description:
        'Tokens for 100 of o200k_base, learned from answers; null while the estimate of its tokenizer holds.',
    }),
    tokenError: z.int().nullable().meta({
      description: 'By how many per cent answers lie around the middle of what is counted.',
    }),
  })
  .meta({ id: 'AvailableModel' })
export type AvailableModelDto = z.infer<typeof availableModelSchema>

export const availableModelListSchema = z.object({
  items: z.array(availableModelSchema),
  total: z.int(),
  nextCursor: z.null(),
  nextModel: z.string().meta({ description: 'Answers in a new conversation of whoever asks, if they name none.' }),
  defaultModel: z.string().nullable().meta({ description: 'The workspace’s, for whoever has not asked one yet.' }),
})
export type AvailableModelListDto = z.infer<typeof availableModelListSchema>

export const listAvailableModelsSchema = z.strictObject({})

export const chooseDefaultModelSchema = z.strictObject({
  model: idText().nullable().meta({ description: 'A chat model, or null for the offline one.' }),
})
export const defaultModelSchema = z.object({ model: z.string().nullable() }).meta({ id: 'DefaultModel' })
