import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { FACT_SELECT, toFact } from '@/lib/services/profiles/rows/to-profile'

/** @throws AppError NOT_FOUND. */
export async function requireFact(
  tx: Pick<Transaction, 'profileFact'>,
  where: { workspaceId: string; profileId: string; id: string },
): Promise<ProfileFactDto> {
  const row = await tx.profileFact.findUnique({ where: { workspaceId_profileId_id: where }, select: FACT_SELECT })
  if (!row) throw new AppError('NOT_FOUND', 'There is no such fact.', { entity: 'fact', id: where.id })
  return toFact(row)
}

/** @throws AppError CONFLICT */
export function refuseStatus(fact: ProfileFactDto, problem: string): never {
  throw new AppError('CONFLICT', `${problem} The status of this fact is “${fact.status}”.`, {
    entity: 'fact',
    id: fact.id,
  })
}
