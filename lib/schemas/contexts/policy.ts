import { z } from 'zod'
import {
  DEFAULT_POLICY_SETTINGS,
  FUSIONS,
  METADATA,
  OLDER_TURNS,
  PACKINGS,
  PLACEMENTS,
  type PolicySettings,
  TURN_MARKUPS,
} from '@/lib/engine/vocabulary/policy'
import { SECTION_NAMES } from '@/lib/engine/vocabulary/types'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, trimmedText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { layoutSchema } from './composition'

const fraction = z.number().min(0).max(1)
/** `name` or `org/name`, below the models' folder. */
const localModelName = z
  .string()
  .max(200)
  .regex(/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)?$/, 'The name of a folder, or of one in it: name or org/name.')
const weight = z.number().min(0).max(100)

const allocationSchema = z.strictObject({
  share: fraction,
  min: z.int().min(0).max(10_000_000),
  max: z.int().min(0).max(10_000_000).optional(),
  grow: z.number().min(0).max(1000),
  priority: z.number().min(-1000).max(1000),
})

/** The policy that a request may name in place of the default. */
export const policyField = z
  .string()
  .max(LIMITS.idLength)
  .regex(/^[^\s@]+(@[1-9]\d{0,8})?$/, 'Write the id of a policy, or id@version.')
  .optional()
  .meta({ description: 'Id of a policy, or id@version for a version that is not the active one.' })

export const policySettingsSchema = z
  .strictObject({
    retrieval: z.strictObject({
      moduleLimit: z.int().min(1).max(500),
      chunkLimit: z.int().min(1).max(500),
      fusion: z.enum(FUSIONS).default(DEFAULT_POLICY_SETTINGS.retrieval.fusion),
      k: z.number().min(0).max(1000),
      lexicalWeight: z.number().min(0).max(100),
      vectorWeight: z.number().min(0).max(100),
      moduleWeight: z.number().min(0).max(100).default(DEFAULT_POLICY_SETTINGS.retrieval.moduleWeight),
      neighbours: z.int().min(0).max(10),
      wholeModuleTokens: z.int().min(0).max(100_000),
    }),
    rerank: z.strictObject({
      topN: z.int().min(1).max(500),
      crossEncoder: localModelName.optional(),
      crossEncoderTimeoutMs: z.int().min(100).max(60_000).default(DEFAULT_POLICY_SETTINGS.rerank.crossEncoderTimeoutMs),
      weights: z.strictObject({
        relevance: weight,
        recency: weight,
        authority: weight,
        specificity: weight,
        profile: weight,
        conversation: weight,
        support: weight,
        // policies of earlier versions lack these
        proximity: weight.default(DEFAULT_POLICY_SETTINGS.rerank.weights.proximity),
        constraints: weight.default(DEFAULT_POLICY_SETTINGS.rerank.weights.constraints),
        interests: weight.default(DEFAULT_POLICY_SETTINGS.rerank.weights.interests),
      }),
      mmrLambda: fraction,
      recencyHalfLifeDays: z.number().positive().max(36_500),
      relevanceFloor: fraction,
      coverageFloor: fraction.default(DEFAULT_POLICY_SETTINGS.rerank.coverageFloor),
      duplicateThreshold: fraction,
    }),
    budget: z.strictObject({
      sections: z
        .record(z.enum(SECTION_NAMES), allocationSchema)
        .refine(
          (sections) => Object.values(sections).reduce((sum, section) => sum + section.share, 0) <= 1 + 1e-9,
          'Shares add up to more than 1.',
        ),
      packing: z.enum(PACKINGS).default('strongest').meta({
        description:
          'What is sent where not all passages fit: the strongest even where they are long, or as many as fit by their scores.',
      }),
      responseShare: z.number().min(0).max(0.9),
      safetyMarginExact: z.number().min(0).max(0.5),
      safetyMarginEstimated: z.number().min(0).max(0.5),
    }),
    history: z.strictObject({
      verbatimExchanges: z.int().min(0).max(100),
      // policies of earlier versions lack what follows
      olderTurns: z.enum(OLDER_TURNS).default(DEFAULT_POLICY_SETTINGS.history.olderTurns).meta({
        description: 'Which older messages are sent where not all fit; `off` sends none even if they would.',
      }),
      summaries: z.boolean().default(DEFAULT_POLICY_SETTINGS.history.summaries).meta({
        description: 'Whether summaries are made, and stand in for messages that are not sent.',
      }),
      summariesFrom: fraction.default(DEFAULT_POLICY_SETTINGS.history.summariesFrom).meta({
        description: 'Share of the window that the input may take before a summary stands in for what it covers.',
      }),
      facts: z.boolean().default(DEFAULT_POLICY_SETTINGS.history.facts).meta({
        description: 'Whether what was stated that lasts is sent where its message is not.',
      }),
    }),
    format: z.strictObject({
      layout: layoutSchema,
      placement: z
        .enum(PLACEMENTS)
        .default('ends')
        .meta({ description: 'Order of knowledge: the best modules at both ends, or best first.' }),
      metadata: z.enum(METADATA).default('brief').meta({
        description:
          'What stands above each passage of knowledge: its label and the names that neither its text nor the passage before it says; all of its names, once per module; or its module, version, day and priority as well.',
      }),
      turns: z.enum(TURN_MARKUPS).default('full').meta({
        description:
          'What stands above each earlier message that is no message of its own: who said it, and the day where it is another; `once` without the role of a named speaker and the year where they are known; `full` also how many messages are left out before it.',
      }),
    }),
    answers: z
      .strictObject({
        reuse: z.boolean().meta({
          description: 'Whether an answer to the very same context is given again instead of asking the model.',
        }),
        startAfterMs: z.int().min(0).max(60_000).default(DEFAULT_POLICY_SETTINGS.answers.startAfterMs).meta({
          description:
            'Milliseconds that models which search or rerank get before an answer begins from words alone; 0 waits for them.',
        }),
      })
      .default(DEFAULT_POLICY_SETTINGS.answers),
  })
  .meta({ id: 'PolicySettings' }) satisfies z.ZodType<PolicySettings>

export const policyVersionSchema = z
  .object({
    policyId: z.string(),
    version: z.int(),
    isActive: z.boolean(),
    settings: policySettingsSchema,
    message: z.string(),
    author: actorSchema.nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'PolicyVersion' })
export type PolicyVersionDto = z.infer<typeof policyVersionSchema>

const policySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    isDefault: z.boolean(),
    activeVersion: z.int(),
    latestVersion: z.int(),
    settings: policySettingsSchema.meta({ description: 'Settings of the active version.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Policy' })
export type PolicyDto = z.infer<typeof policySchema>

export const policyDetailSchema = policySchema
  .extend({ versions: z.array(policyVersionSchema).meta({ description: 'Newest first.' }) })
  .meta({ id: 'PolicyDetail' })
export type PolicyDetailDto = z.infer<typeof policyDetailSchema>

export const policyListSchema = z.object({
  items: z.array(policySchema),
  total: z.int(),
  nextCursor: z.null(),
})

export const listRerankingModelsSchema = z.strictObject({})

export const rerankingModelsSchema = z
  .object({
    isInstalled: z.boolean().meta({ description: 'Whether the package that runs models in this process is there.' }),
    installCommand: z.string(),
    modelsDir: z.string(),
    models: z.array(z.string()).meta({ description: 'Folders, as `name` or `org/name`.' }),
  })
  .meta({ id: 'RerankingModels' })
export type RerankingModelsDto = z.infer<typeof rerankingModelsSchema>

export const listPoliciesSchema = z.strictObject({})
export const getPolicySchema = z.strictObject({ id: idText() })

export const savePolicyVersionSchema = z
  .strictObject({
    id: idText(),
    settings: policySettingsSchema,
    message: z.string().max(500).default(''),
  })
  .meta({ description: 'Saves a version that compositions do not use before it is applied.' })

export const applyPolicyVersionSchema = z.strictObject({
  id: idText(),
  version: wholeNumber(1, LIMITS.integer),
})

const policyName = trimmedText(LIMITS.nameLength)

export const createPolicySchema = z
  .strictObject({
    id: idText()
      .refine((id) => !id.includes('@'), 'An @ separates the version from the id.')
      .optional(),
    name: policyName,
    from: idText().meta({ description: 'Id of the policy whose settings it begins with.' }),
  })
  .meta({ description: 'Creates a policy with the settings that another one uses now.' })

export const renamePolicySchema = z.strictObject({ id: idText(), name: policyName })
