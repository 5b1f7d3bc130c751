import { describeRule, type OwningRole, type ReviewRuleDto, type RuleKind } from '@/lib/schemas/changes/review-rule'

export const KIND_WORDS: Record<RuleKind, { label: string; hint: string }> = {
  path: { label: 'Path', hint: 'A glob such as docs/** or *.md. A module without a path is its id with .md.' },
  tag: { label: 'Tag', hint: 'Modules that have it, or are to have it.' },
  category: { label: 'Category', hint: 'Modules that are in it, or are to be.' },
  priority: { label: 'Priority', hint: 'Modules that have it, or are to have it.' },
  policy: { label: 'Policies', hint: 'Every policy.' },
  querySet: { label: 'Query sets', hint: 'Every query set.' },
}

const ROLE_WORDS: Record<OwningRole, string> = {
  reviewer: 'anybody who may review',
  editor: 'editors, admins and owners',
  admin: 'admins and owners',
  owner: 'owners',
}

export const ROLE_OPTIONS: { value: OwningRole | 'none'; label: string }[] = [
  { value: 'none', label: 'nobody by role' },
  ...(['reviewer', 'editor', 'admin', 'owner'] as const).map((value) => ({ value, label: ROLE_WORDS[value] })),
]

/** `Tag “legal”`, with a capital. */
export function tellRule(rule: Pick<ReviewRuleDto, 'kind' | 'pattern'>): string {
  const words = describeRule(rule)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `2 approvals by Ann, Bo, or admins and owners` */
export function tellOwners({ approvals, members, role }: ReviewRuleDto): string {
  const named = members.map(({ name }) => name)
  const owners = role === null ? named : [...named, ROLE_WORDS[role]]
  const last = owners.at(-1)
  const list = owners.length > 1 ? `${owners.slice(0, -1).join(', ')} or ${last}` : last
  return `${approvals} ${approvals === 1 ? 'approval' : 'approvals'} by ${list}`
}
