import type { ApiKeyDto } from '@/lib/schemas/workspaces/api-key'
import { SCOPES } from '@/lib/schemas/workspaces/role'

export const API_KEY_SELECT = {
  id: true,
  name: true,
  scopes: true,
  prefix: true,
  createdById: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

type ApiKeyRow = {
  id: string
  name: string
  scopes: string[]
  prefix: string
  createdById: string | null
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export function toApiKey(row: ApiKeyRow, createdBy: string | null): ApiKeyDto {
  return {
    id: row.id,
    name: row.name,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    prefix: row.prefix,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
