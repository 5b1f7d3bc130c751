import type { Prisma } from '@/lib/db/generated/client'
import { deriveSecret } from '@/lib/db/secret'
import { seal, unseal } from '@/lib/models/providers/seal'
import {
  PROVIDER_KINDS,
  type ProviderDto,
  type ProviderKind,
  providerModelSchema,
} from '@/lib/schemas/workspaces/provider'

export const PROVIDER_SELECT = {
  workspaceId: true,
  id: true,
  kind: true,
  name: true,
  baseUrl: true,
  encryptedKey: true,
  models: true,
  isEnabled: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ProviderSelect

export type ProviderRow = Prisma.ProviderGetPayload<{ select: typeof PROVIDER_SELECT }>

const HINT_LENGTH = 4
/** A hint of a short key would be most of it. */
const HINTED_KEY_LENGTH = 16

const encryptionKey = () => Buffer.from(deriveSecret('encryption'), 'hex')
const sealContext = ({ workspaceId, id }: Pick<ProviderRow, 'workspaceId' | 'id'>) => `provider:${workspaceId}:${id}`

export function sealKey(provider: Pick<ProviderRow, 'workspaceId' | 'id'>, key: string): string {
  return seal(encryptionKey(), key, sealContext(provider))
}

/** Null when there is none, or when it was sealed under another secret. */
export function readKey(provider: ProviderRow): string | null {
  return provider.encryptedKey && unseal(encryptionKey(), provider.encryptedKey, sealContext(provider))
}

export function toKind(text: string): ProviderKind {
  const kind = PROVIDER_KINDS.find((known) => known === text)
  if (!kind) throw new Error(`Unknown provider kind ${text}`)
  return kind
}

export function toModels(row: Pick<ProviderRow, 'models'>): ProviderDto['models'] {
  return providerModelSchema.array().parse(row.models)
}

/** All about a provider but its key. */
export function toProvider(row: ProviderRow): ProviderDto {
  const key = readKey(row)
  return {
    id: row.id,
    kind: toKind(row.kind),
    name: row.name,
    baseUrl: row.baseUrl,
    hasKey: row.encryptedKey !== null,
    keyHint: key && key.length >= HINTED_KEY_LENGTH ? key.slice(-HINT_LENGTH) : null,
    isKeyReadable: row.encryptedKey === null || key !== null,
    models: toModels(row),
    isEnabled: row.isEnabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
