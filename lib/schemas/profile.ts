import { z } from 'zod'
import { LIMITS } from './limits'
import { idText, nonBlankText } from './text'

const profileFactInputSchema = z
  .strictObject({
    key: nonBlankText(100),
    value: nonBlankText(LIMITS.factLength),
    source: z.enum(['explicit', 'inferred']).default('explicit'),
    confidence: z.number().min(0).max(1).default(1),
    expiresOn: z.iso.date().nullish().meta({ description: 'UTC day; the fact takes no part after it.' }),
    isStatic: z
      .boolean()
      .default(false)
      .meta({ description: 'Always sent, in the stable prefix; otherwise sent when relevant to the query.' }),
  })
  .meta({ id: 'ProfileFactInput' })
export type ProfileFactInput = z.infer<typeof profileFactInputSchema>

const profileFactSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    value: z.string(),
    source: z.enum(['explicit', 'inferred']),
    confidence: z.number(),
    expiresOn: z.string().nullable(),
    isStatic: z.boolean(),
  })
  .meta({ id: 'ProfileFact' })

export const profileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    facts: z.array(profileFactSchema),
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

const factsSchema = z.array(profileFactInputSchema).max(LIMITS.profileFacts)

export const createProfileSchema = z.strictObject({
  id: idText().optional().meta({ description: 'Your own id of the person; made up when left out.' }),
  name: nonBlankText(200),
  facts: factsSchema.default([]),
})

export const updateProfileSchema = z
  .strictObject({ id: idText(), name: nonBlankText(200).optional(), facts: factsSchema.optional() })
  .meta({ description: '`facts` replaces all facts; one whose key and value stay the same keeps its id.' })

export const getProfileSchema = z.strictObject({ id: idText() })
export const deleteProfileSchema = z.strictObject({ id: idText() })

export const listProfilesSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
  q: z.string().max(200).optional(),
})
