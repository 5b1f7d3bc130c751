import { z } from 'zod'
import {
  ACCEPTED_UNASKED,
  FACT_STATUSES,
  FACT_TYPES,
  type FactKey,
  findSecret,
  type Refusal,
  SENSITIVITIES,
} from '@/lib/engine'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { flag } from '@/lib/schemas/texts/flag'
import { givenDay } from '@/lib/schemas/texts/moment'
import { idText, nameText, nonBlankText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

/** Where a fact may be sent: nowhere but on this machine, elsewhere when the request allows it, or anywhere. */
export const FACT_SCOPES = ['local', 'ask', 'any'] as const
export type FactScope = (typeof FACT_SCOPES)[number]

const factScopeSchema = z.enum(FACT_SCOPES).meta({
  description: 'local: never leaves this machine; ask: elsewhere only where the request says allowsFacts; any.',
})

const factKeyText = nonBlankText(100)
/** Secrets are refused also by hand: a profile is sent to models. */
const factValueText = nonBlankText(LIMITS.factLength).refine(
  (value) => findSecret(value) === undefined,
  'This looks like a password, key or card number, which a profile must not hold.',
)

const profileFactInputSchema = z
  .strictObject({
    key: factKeyText,
    value: factValueText,
    source: z.enum(['explicit', 'inferred']).default('explicit'),
    confidence: z.number().min(0).max(1).default(1),
    expiresOn: givenDay().nullish().meta({ description: 'UTC day; the fact takes no part after it.' }),
    isStatic: z
      .boolean()
      .default(false)
      .meta({ description: 'Always sent, in the stable prefix; otherwise sent when relevant to the query.' }),
    scope: factScopeSchema.default('any'),
  })
  .meta({ id: 'ProfileFactInput' })
export type ProfileFactInput = z.infer<typeof profileFactInputSchema>

export const profileFactSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    value: z.string(),
    subject: z.string().meta({ description: 'Whom it is about.' }),
    source: z.enum(['explicit', 'inferred']),
    confidence: z.number(),
    status: z.enum(FACT_STATUSES).meta({ description: 'Only active ones are sent.' }),
    scope: factScopeSchema,
    extractor: z
      .string()
      .nullable()
      .meta({ description: 'The rule or the model that read it; null where it was written by hand.' }),
    conversationId: z.string().nullable(),
    messageId: z.string().nullable().meta({ description: 'The message that it rests on.' }),
    quote: z.string().nullable().meta({ description: 'The words in that message.' }),
    validFrom: z.iso.datetime().meta({ description: 'When it was said.' }),
    validTo: z.iso.datetime().nullable().meta({ description: 'When something else took its place.' }),
    supersededById: z.string().nullable(),
    decidedBy: actorSchema.nullable().meta({ description: 'Who accepted or refused it.' }),
    recordedAt: z.iso.datetime(),
    expiresOn: z.string().nullable(),
    isStatic: z.boolean(),
  })
  .meta({ id: 'ProfileFact' })
export type ProfileFactDto = z.infer<typeof profileFactSchema>

export const profileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    isOwn: z.boolean().meta({ description: 'Of the person who asks.' }),
    isPersonal: z.boolean().meta({ description: 'A member’s own: only they and admins see it.' }),
    isLearning: z.boolean().meta({ description: 'Whether conversations add to it.' }),
    facts: z.array(profileFactSchema).meta({ description: 'Those that hold.' }),
    candidateCount: z.int().meta({ description: 'Facts that wait to be accepted.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Profile' })
export type ProfileDto = z.infer<typeof profileSchema>

export const profilePageSchema = z.object({
  items: z.array(profileSchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type ProfilePage = z.infer<typeof profilePageSchema>

const factsSchema = z.array(profileFactInputSchema).max(LIMITS.profileFacts)

export const createProfileSchema = z.strictObject({
  id: idText().optional().meta({ description: 'Your own id of the person; made up when left out.' }),
  name: nameText(200),
  isLearning: z.boolean().optional(),
  facts: factsSchema.default([]),
})

export const updateProfileSchema = z
  .strictObject({
    id: idText(),
    name: nameText(200).optional(),
    isLearning: z.boolean().optional(),
    facts: factsSchema.optional(),
  })
  .meta({
    description:
      '`facts` replaces those that hold: one that stays the same keeps its id, another value of a key takes the place of the one before, what is left out is deleted.',
  })

export const getProfileSchema = z.strictObject({ id: idText() })
export const ownProfileSchema = z.strictObject({})
export const changeOwnProfileSchema = z.strictObject({
  name: nameText(200).optional(),
  isLearning: z.boolean().optional(),
})
const erasing = {
  withConversations: flag
    .default(false)
    .meta({ description: 'Its conversations are deleted as well, with messages, summaries and compositions.' }),
}
export const deleteProfileSchema = z.strictObject({ id: idText(), ...erasing })
export const deleteOwnProfileSchema = z.strictObject(erasing)
export const ownProfileOutputSchema = z.object({ profile: profileSchema.nullable() })

export const listProfilesSchema = z.strictObject({
  limit: wholeNumber(1, 100).default(50),
  cursor: z.string().max(300).optional(),
  q: z.string().max(200).optional(),
})

export const listFactsSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the profile.' }),
  status: z.enum(FACT_STATUSES).optional().meta({ description: 'Left out: facts of every status, the history.' }),
  key: z.string().max(100).optional(),
  conversationId: idText().optional().meta({ description: 'Facts that rest on messages of this conversation.' }),
  limit: wholeNumber(1, 100).default(100),
  cursor: z.string().max(300).optional(),
})
export const factPageSchema = z.object({
  items: z.array(profileFactSchema).meta({ description: 'Newest first.' }),
  total: z.int(),
  nextCursor: z.string().nullable(),
})

export type FactPage = z.infer<typeof factPageSchema>

const ofFact = { id: idText().meta({ description: 'Id of the profile.' }), factId: idText() }
export const addFactSchema = profileFactInputSchema.extend({
  id: idText().meta({ description: 'Id of the profile.' }),
  isStatic: z.boolean().optional().meta({ description: 'Left out: as its key says.' }),
})
export const changeFactSchema = z
  .strictObject({
    ...ofFact,
    value: factValueText.optional(),
    scope: factScopeSchema.optional(),
    expiresOn: givenDay().nullable().optional(),
    isStatic: z.boolean().optional(),
  })
  .meta({ description: 'Another value is a correction: the fact with the old one stays, marked as superseded.' })
export const acceptFactSchema = z.strictObject({
  ...ofFact,
  value: factValueText.optional().meta({ description: 'Accepts it with another value.' }),
})
export const factIdSchema = z.strictObject(ofFact)

export const interactionPageSchema = z.object({
  items: z.array(
    z
      .object({
        id: z.string(),
        query: z.string(),
        conversationId: z.string().nullable(),
        askedAt: z.iso.datetime(),
      })
      .meta({ id: 'ProfileInteraction' }),
  ),
})
export type InteractionPage = z.infer<typeof interactionPageSchema>

const factKeySchema = z
  .strictObject({
    key: z.string().regex(/^[\p{L}][\p{L}\p{N} _-]{0,39}$/u, 'Letters, digits, spaces; it begins with a letter.'),
    type: z.enum(FACT_TYPES).default('text'),
    sensitivity: z
      .enum(SENSITIVITIES)
      .default('normal')
      .meta({ description: 'sensitive: written by hand only, never learned.' }),
    isMany: z.boolean().default(false).meta({ description: 'Several values hold side by side.' }),
    isBasic: z.boolean().default(false).meta({ description: 'Always sent.' }),
    hasTopics: z.boolean().default(false).meta({ description: 'May have a topic, as in preference:editor.' }),
  })
  .meta({ id: 'FactKey' }) satisfies z.ZodType<FactKey>

export const profileSettingsSchema = z
  .object({
    isLearning: z.boolean().meta({ description: 'Off: no conversation of the workspace adds to any profile.' }),
    accepts: z.enum(ACCEPTED_UNASKED).meta({
      description: 'What of the learned holds without being asked; the rest waits to be accepted.',
    }),
    keys: z.array(factKeySchema).max(LIMITS.factKeys).meta({ description: 'What may be learned.' }),
    model: z.string().nullable().meta({
      description: 'The chat model that reads what people say of themselves as well; null: rules alone.',
    }),
  })
  .meta({ id: 'ProfileSettings' })
export type ProfileSettingsDto = z.infer<typeof profileSettingsSchema>

export const getProfileSettingsSchema = z.strictObject({})
export const saveProfileSettingsSchema = z.strictObject({
  isLearning: z.boolean().optional(),
  accepts: z.enum(ACCEPTED_UNASKED).optional(),
  keys: z
    .array(factKeySchema)
    .max(LIMITS.factKeys)
    .refine((keys) => new Set(keys.map(({ key }) => key)).size === keys.length, 'Two keys have the same name.')
    .nullable()
    .optional()
    .meta({ description: 'null: those that Loadout comes with.' }),
  model: idText().nullable().optional().meta({
    description: 'A chat model: what people state of themselves is sent to its provider. null: rules alone.',
  }),
})

/** What a deletion removed, per store, and what the search after it still found. */
export const receiptSchema = z
  .object({
    target: z.string(),
    deletedAt: z.iso.datetime(),
    stores: z.array(
      z.object({
        store: z.string(),
        removed: z.int(),
        left: z.int().meta({ description: 'Found by a search after the deletion; 0 is the proof.' }),
      }),
    ),
    kept: z.array(z.string()).meta({ description: 'What the deletion left, and why.' }),
    isProven: z.boolean().meta({ description: 'The search found nothing in any store.' }),
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof receiptSchema>

/** What was learned from one message, told in the chat. */
export type Learned = {
  messageId: string
  profileId: string
  facts: ProfileFactDto[]
  /** Kinds of what was said and is not kept. */
  refused: Refusal[]
}

export const profileExportSchema = z
  .object({
    format: z.literal('loadout-profile'),
    version: z.literal(1),
    exportedAt: z.iso.datetime(),
    profile: profileSchema.omit({ facts: true, candidateCount: true, isOwn: true }),
    facts: z.array(profileFactSchema),
    interactions: interactionPageSchema.shape.items,
    conversations: z.array(z.object({ id: z.string(), title: z.string() })),
    compositions: z.int().meta({ description: 'How many contexts were composed with it.' }),
  })
  .meta({ id: 'ProfileExport' })
