import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ReviewRuleDto } from '@/lib/schemas/changes/review-rule'
import { ownersOf } from './evaluate-rules'
import { describeRules, readPeople, readRules } from './read-rules'

export function ruleNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such review rule.', { entity: 'reviewRule', id })
}

/** @throws AppError NOT_FOUND */
export async function requireRule(workspaceId: string, id: string): Promise<ReviewRuleDto> {
  const rules = (await readRules(prisma, workspaceId)).filter((rule) => rule.id === id)
  const [rule] = await describeRules(prisma, workspaceId, rules)
  if (!rule) throw ruleNotFound(id)
  return rule
}

/** @throws AppError VALIDATION for who is no member, or may not review */
export async function requireOwners(tx: Transaction, workspaceId: string, memberIds: string[]): Promise<void> {
  const people = await readPeople(tx, workspaceId)
  const able = new Set(ownersOf({ memberIds, role: null }, people).map(({ userId }) => userId))
  const unable = memberIds.find((id) => !able.has(id))
  if (unable === undefined) return
  const name = people.find(({ userId }) => userId === unable)?.name
  const problem = name
    ? `${name} may not review: a viewer reads.`
    : 'Somebody whom you name is not a member of this workspace.'
  throw new AppError('VALIDATION', problem, { fields: { memberIds: problem } })
}
