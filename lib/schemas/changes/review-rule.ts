import { z } from 'zod'
import { PRIORITIES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { findGlobProblem } from '@/lib/schemas/texts/glob'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'

export const RULE_KINDS = ['path', 'tag', 'category', 'priority', 'policy', 'querySet'] as const
export type RuleKind = (typeof RULE_KINDS)[number]
/** Those who may review, the most rights first. */
export const OWNING_ROLES = ['owner', 'admin', 'editor', 'reviewer'] as const
export type OwningRole = (typeof OWNING_ROLES)[number]

const ruleShape = {
  kind: z
    .enum(RULE_KINDS)
    .meta({ description: 'What of a change it looks at; `policy` and `querySet` are all of them.' }),
  pattern: z.string().max(LIMITS.rulePatternLength).meta({
    description:
      'For `path` a glob, `*.md` or `docs/**`: a module without a path is `ID.md`. Else the tag, category or priority; empty for `policy` and `querySet`.',
  }),
  role: z.enum(OWNING_ROLES).nullable().meta({ description: 'Members of this role, or a higher one, own it.' }),
  approvals: z.int().min(1).max(LIMITS.ruleApprovals).meta({ description: 'How many of its owners have to approve.' }),
}

const ruleInput = z.strictObject({
  ...ruleShape,
  pattern: ruleShape.pattern.default(''),
  role: ruleShape.role.default(null),
  memberIds: z
    .array(idText())
    .max(LIMITS.ruleMembers)
    .refine((ids) => new Set(ids).size === ids.length, 'A member is named twice.')
    .default([])
    .meta({ description: 'Users who own it; members who may review.' }),
})

/** Kinds that look for nothing in particular. */
export const isForAll = (kind: RuleKind): kind is 'policy' | 'querySet' => kind === 'policy' || kind === 'querySet'

function refuseRule(
  { kind, pattern, role, memberIds }: Pick<z.output<typeof ruleInput>, 'kind' | 'pattern' | 'role' | 'memberIds'>,
  context: z.RefinementCtx,
): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (isForAll(kind) && pattern !== '') refuse('pattern', 'This rule is for all of them: leave it empty.')
  if (!isForAll(kind) && !nonBlankText(LIMITS.rulePatternLength).safeParse(pattern).success) {
    refuse('pattern', 'This cannot be empty.')
  }
  const globProblem = kind === 'path' ? findGlobProblem(pattern) : null
  if (globProblem !== null) refuse('pattern', globProblem)
  if (kind === 'priority' && !PRIORITIES.some((known) => known === pattern)) {
    refuse('pattern', `A priority is ${PRIORITIES.join(', ')}.`)
  }
  if (role === null && memberIds.length === 0) refuse('memberIds', 'Somebody has to own it: name members or a role.')
}

export const listRulesSchema = z.strictObject({})
export const createRuleSchema = ruleInput.superRefine(refuseRule)
export const changeRuleSchema = ruleInput.extend({ id: idText() }).superRefine(refuseRule)
export const ruleRefSchema = z.strictObject({ id: idText() })

export const reviewRuleSchema = z
  .object({
    id: z.string(),
    ...ruleShape,
    members: z.array(
      z.object({
        userId: z.string(),
        name: z.string(),
        mayReview: z.boolean().meta({ description: 'Not for who has left, or reads only.' }),
      }),
    ),
    problems: z.array(z.string()).meta({ description: 'Why it cannot be fulfilled, or not by all whom it names.' }),
  })
  .meta({ id: 'ReviewRule', description: 'Who has to approve change requests that touch something.' })
export type ReviewRuleDto = z.infer<typeof reviewRuleSchema>
export const ruleListSchema = z.object({ items: z.array(reviewRuleSchema) })

export const reviewNeedSchema = z
  .object({
    ruleId: z.string(),
    kind: ruleShape.kind,
    pattern: z.string(),
    approvals: ruleShape.approvals,
    approvedBy: z.array(z.string()).meta({ description: 'Names of owners whose approval counts.' }),
    mayApprove: z
      .array(z.object({ userId: z.string(), name: z.string() }))
      .meta({ description: 'Owners who wrote nothing of the request and have not approved it.' }),
    bringsIn: z
      .array(z.string())
      .meta({ description: 'Names of the modules, policies and query sets that the rule is for.' }),
    problem: z.string().nullable().meta({ description: 'Why it cannot be fulfilled; null when it can.' }),
  })
  .meta({ id: 'ReviewNeed', description: 'What a rule wants of a change request, and what it has of that.' })
export type ReviewNeedDto = z.infer<typeof reviewNeedSchema>

/** What a rule is for, in the middle of a sentence. */
export function describeRule({ kind, pattern }: { kind: RuleKind; pattern: string }): string {
  if (kind === 'policy') return 'policies'
  return kind === 'querySet' ? 'query sets' : `${kind} “${pattern}”`
}
