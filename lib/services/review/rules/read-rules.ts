import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { OWNING_ROLES, type OwningRole, type ReviewRuleDto, RULE_KINDS } from '@/lib/schemas/changes/review-rule'
import { toRole } from '@/lib/services/members/rows/to-role'
import { findLack, ownersOf, type Person, type Rule } from './evaluate-rules'

export const RULE_SELECT = {
  kind: true,
  pattern: true,
  memberIds: true,
  role: true,
  approvals: true,
} satisfies Prisma.ReviewRuleSelect

/** The rules of a workspace, in the order in which they were made. */
export async function readRules(reader: Pick<Transaction, 'reviewRule'>, workspaceId: string): Promise<Rule[]> {
  const rows = await reader.reviewRule.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, ...RULE_SELECT },
  })
  // one of a kind that a later version stored is for every path
  return rows.map(({ kind, pattern, ...row }) => {
    const known = RULE_KINDS.find((each) => each === kind)
    return { ...row, kind: known ?? 'path', pattern: known ? pattern : '**' }
  })
}

export async function readPeople(reader: Pick<Transaction, 'member'>, workspaceId: string): Promise<Person[]> {
  const rows = await reader.member.findMany({
    where: { organizationId: workspaceId },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    select: { userId: true, role: true, user: { select: { name: true } } },
  })
  return rows.map(({ userId, role, user }) => ({ userId, name: user.name, role: toRole(role) }))
}

/** Rules with the names of their owners, and what keeps them from being fulfilled. */
export async function describeRules(
  reader: Pick<Transaction, 'member' | 'user'>,
  workspaceId: string,
  rules: Rule[],
): Promise<ReviewRuleDto[]> {
  const people = await readPeople(reader, workspaceId)
  const ids = new Set(rules.flatMap(({ memberIds }) => memberIds))
  const left = [...ids].filter((id) => !people.some(({ userId }) => userId === id))
  const users = await reader.user.findMany({ where: { id: { in: left } }, select: { id: true, name: true } })
  const names = new Map([
    ...users.map(({ id, name }) => [id, name] as const),
    ...people.map(({ userId, name }) => [userId, name] as const),
  ])
  return rules.map(({ memberIds, role, ...rule }) => {
    const owners = ownersOf({ memberIds, role }, people)
    const able = new Set(owners.map(({ userId }) => userId))
    const members = memberIds.map((userId) => ({
      userId,
      name: names.get(userId) ?? 'Somebody who left',
      mayReview: able.has(userId),
    }))
    return { ...rule, role: toOwningRole(role), members, problems: findProblems(rule.approvals, owners, members) }
  })
}

const toOwningRole = (role: string | null): OwningRole | null => OWNING_ROLES.find((known) => known === role) ?? null

function findProblems(approvals: number, owners: Person[], members: ReviewRuleDto['members']): string[] {
  const gone = members.filter(({ mayReview }) => !mayReview).map(({ name }) => name)
  const lack = findLack(approvals, owners.length, owners.length)
  return [
    ...(lack === null ? [] : [`Nobody can fulfil it: ${lack}`]),
    ...(gone.length > 0 ? [`${gone.join(', ')} left the workspace, or may not review any more.`] : []),
  ]
}
