import { createHmac } from 'node:crypto'
import { deriveSecret } from '@/lib/db/secret'
import type { Transaction } from '@/lib/db/transaction'
import { normalizeValue } from '@/lib/engine'

type Where = { workspaceId: string; profileId: string }
type Said = { key: string; value: string }

/** Recognizes a deleted fact without revealing it. */
function hashFact({ workspaceId, profileId }: Where, { key, value }: Said): string {
  const text = JSON.stringify([workspaceId, profileId, key, normalizeValue(value)])
  return createHmac('sha256', deriveSecret('tombstone')).update(text).digest('hex')
}

/** Records facts that are deleted, so that they are not learned again. */
export async function buryFacts(
  tx: Pick<Transaction, 'profileTombstone'>,
  where: Where,
  facts: Said[],
): Promise<number> {
  const data = facts.map((fact) => ({ ...where, hash: hashFact(where, fact) }))
  return (await tx.profileTombstone.createMany({ data, skipDuplicates: true })).count
}

/** The facts without those that were deleted before. */
export async function withoutBuried<Fact extends Said>(
  tx: Pick<Transaction, 'profileTombstone'>,
  where: Where,
  facts: Fact[],
): Promise<Fact[]> {
  if (facts.length === 0) return []
  const hashes = facts.map((fact) => hashFact(where, fact))
  const found = await tx.profileTombstone.findMany({
    where: { ...where, hash: { in: hashes } },
    select: { hash: true },
  })
  const buried = new Set(found.map(({ hash }) => hash))
  return facts.filter((_, at) => !buried.has(hashes[at] ?? ''))
}

/** Lets facts be learned again after a person wrote them by hand. */
export async function unearth(tx: Pick<Transaction, 'profileTombstone'>, where: Where, facts: Said[]): Promise<void> {
  const hashes = facts.map((fact) => hashFact(where, fact))
  await tx.profileTombstone.deleteMany({ where: { ...where, hash: { in: hashes } } })
}
