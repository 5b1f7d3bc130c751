import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nameText } from '@/lib/schemas/texts/text'
import { SCOPES } from './role'

const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    prefix: z.string().meta({ description: 'First characters of the key, to recognize it by.' }),
    createdBy: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKeyDto = z.infer<typeof apiKeySchema>

export const createdApiKeySchema = apiKeySchema
  .extend({ secret: z.string().meta({ description: 'The key itself, shown only now.' }) })
  .meta({ id: 'CreatedApiKey' })
export type CreatedApiKeyDto = z.infer<typeof createdApiKeySchema>

export const apiKeyListSchema = z.object({
  items: z.array(apiKeySchema),
  total: z.int().meta({ description: 'With the keys that were revoked long ago, which are not listed.' }),
  nextCursor: z.null(),
})
export type ApiKeyListDto = z.infer<typeof apiKeyListSchema>

export const listApiKeysSchema = z.strictObject({})
export const createApiKeySchema = z.strictObject({
  name: nameText(LIMITS.nameLength).meta({ description: 'Names may repeat.' }),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, 'Choose at least one permission.')
    .overwrite((scopes) => SCOPES.filter((scope) => scopes.includes(scope)))
    .default(['read', 'compose', 'write']),
})
export const revokeApiKeySchema = z.strictObject({ id: idText() })
