import { compileGlob, hasTooManyAlternatives } from '@/lib/engine'
import { isForAll, OWNING_ROLES, type ReviewNeedDto, type RuleKind } from '@/lib/schemas/changes/review-rule'
import type { Role } from '@/lib/schemas/workspaces/role'
import { canRole } from '@/lib/services/actor'

export type Rule = {
  id: string
  kind: RuleKind
  pattern: string
  memberIds: string[]
  role: string | null
  approvals: number
}

/** What a rule looks at, of a module as it is or as it is to be. */
type Facets = { path: string; tags: string[]; category: string | null; priority: string }

/** Something that a change request edits. */
export type Touched = { name: string; what: 'module' | 'policy' | 'querySet'; states: Facets[] }

export type Person = { userId: string; name: string; role: Role }

type Evidence = {
  touched: Touched[]
  /** Everybody in the workspace. */
  people: Person[]
  writerIds: Set<string>
  /** Those whose approval stands. */
  approverIds: Set<string>
}

/**
 * What each rule that a change request falls under wants of it. All of them hold, whatever their order. A module falls under
 * a rule by what it is and by what it is to be: a change cannot leave a rule by taking off the tag that brings it in.
 */
export function evaluateRules(rules: Rule[], { touched, people, writerIds, approverIds }: Evidence): ReviewNeedDto[] {
  return rules.flatMap((rule) => {
    const bringsIn = findTouched(rule, touched)
    if (bringsIn.length === 0) return []
    const owners = ownersOf(rule, people)
    const able = owners.filter(({ userId }) => !writerIds.has(userId))
    const hasApproved = ({ userId }: Person) => approverIds.has(userId)
    return {
      ruleId: rule.id,
      kind: rule.kind,
      pattern: rule.pattern,
      approvals: rule.approvals,
      approvedBy: able.filter(hasApproved).map(({ name }) => name),
      mayApprove: able.filter((person) => !hasApproved(person)).map(({ userId, name }) => ({ userId, name })),
      bringsIn,
      problem: findLack(rule.approvals, owners.length, able.length),
    }
  })
}

export const isMet = ({ approvals, approvedBy }: ReviewNeedDto): boolean => approvedBy.length >= approvals

/** The people whose approval counts for a rule. */
export function ownersOf({ memberIds, role }: Pick<Rule, 'memberIds' | 'role'>, people: Person[]): Person[] {
  const rankOf = (of: string | null) => (OWNING_ROLES as readonly (string | null)[]).indexOf(of)
  const isOfRole = (person: Person) => rankOf(person.role) <= rankOf(role)
  return people.filter(
    // a viewer has no rank here, nor has a rule without a role
    (person) => canRole(person.role, 'compose') && (memberIds.includes(person.userId) || isOfRole(person)),
  )
}

function findTouched({ kind, pattern }: Rule, touched: Touched[]): string[] {
  const matches = matcherOf(kind, pattern)
  return touched.flatMap(({ name, what, states }) => {
    const isMeant = isForAll(kind) ? what === kind : states.some(matches)
    return isMeant ? [name] : []
  })
}

function matcherOf(kind: RuleKind, pattern: string): (state: Facets) => boolean {
  const wanted = pattern.trim().toLowerCase()
  if (kind === 'path') {
    // one that was made before such were refused: nobody whom it may mean goes unasked
    if (hasTooManyAlternatives(pattern)) return () => true
    // both states of a module mostly have the same path
    const matches = compileGlob(pattern)
    const known = new Map<string, boolean>()
    return ({ path }) => {
      const isMatch = known.get(path) ?? matches(path)
      known.set(path, isMatch)
      return isMatch
    }
  }
  if (kind === 'tag') return ({ tags }) => tags.some((tag) => tag.toLowerCase() === wanted)
  if (kind === 'category') return ({ category }) => category?.toLowerCase() === wanted
  return ({ priority }) => priority === wanted
}

/**
 * Why a rule cannot be fulfilled; null when it can.
 * @param owners who may review
 * @param able those of them who wrote nothing of the change
 */
export function findLack(approvals: number, owners: number, able: number): string | null {
  if (able >= approvals) return null
  const wanted = `it wants ${approvals === 1 ? 'an approval' : `${approvals} approvals`}, and`
  if (owners < approvals) return `${wanted} ${countMembers(owners)} may give one.`
  return able === 0
    ? `${wanted} all its owners wrote some of this.`
    : `${wanted} only ${able} of its owners wrote nothing of this.`
}

/** `nobody`, `only 1 member`, `only 2 members` */
function countMembers(count: number): string {
  return count === 0 ? 'nobody' : `only ${count} ${count === 1 ? 'member' : 'members'}`
}
