import type { Prisma } from '@/lib/db/generated/client'
import { toActorOrNull } from '@/lib/schemas/actor'
import { type PolicyDto, type PolicyVersionDto, policySettingsSchema } from '@/lib/schemas/contexts/policy'

const VERSION_SELECT = {
  policyId: true,
  version: true,
  settings: true,
  message: true,
  author: true,
  createdAt: true,
} satisfies Prisma.PolicyVersionSelect

export const POLICY_SELECT = {
  id: true,
  name: true,
  isDefault: true,
  activeVersion: true,
  createdAt: true,
  updatedAt: true,
  versions: { select: VERSION_SELECT, orderBy: { version: 'desc' } },
} satisfies Prisma.PolicySelect

type PolicyRow = Prisma.PolicyGetPayload<{ select: typeof POLICY_SELECT }>

function toPolicyVersion(row: PolicyRow['versions'][number], activeVersion: number): PolicyVersionDto {
  return {
    ...row,
    author: toActorOrNull(row.author),
    settings: policySettingsSchema.parse(row.settings),
    isActive: row.version === activeVersion,
    createdAt: row.createdAt.toISOString(),
  }
}

/** A policy and its versions, newest first. */
export function toPolicy({ versions, ...row }: PolicyRow): { policy: PolicyDto; versions: PolicyVersionDto[] } {
  const all = versions.map((version) => toPolicyVersion(version, row.activeVersion))
  const active = all.find((version) => version.isActive)
  if (!active) throw new Error(`Policy ${row.id} has no version ${row.activeVersion}`)
  return {
    versions: all,
    policy: {
      ...row,
      latestVersion: all[0]?.version ?? active.version,
      settings: active.settings,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    },
  }
}
