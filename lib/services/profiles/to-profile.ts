import type { Prisma } from '@/lib/db/generated/client'
import type { ProfileDto } from '@/lib/schemas/profile'

const FACT_SELECT = {
  id: true,
  key: true,
  value: true,
  source: true,
  confidence: true,
  expiresOn: true,
  isStatic: true,
} satisfies Prisma.ProfileFactSelect

export const PROFILE_SELECT = {
  id: true,
  name: true,
  createdAt: true,
  updatedAt: true,
  facts: { select: FACT_SELECT, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.ProfileSelect

type ProfileRow = Prisma.ProfileGetPayload<{ select: typeof PROFILE_SELECT }>

function toFact(row: ProfileRow['facts'][number]): ProfileDto['facts'][number] {
  return {
    ...row,
    source: row.source === 'inferred' ? 'inferred' : 'explicit',
    expiresOn: row.expiresOn?.toISOString().slice(0, 10) ?? null,
  }
}

export function toProfile(row: ProfileRow): ProfileDto {
  return {
    id: row.id,
    name: row.name,
    facts: row.facts.map(toFact),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
