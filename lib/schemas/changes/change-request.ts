import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { curationCountsSchema, curationTextsSchema } from './change-curation'
import { changePolicySchema } from './change-policy'
import { changeQuerySetSchema } from './change-query-set'
import { REVIEW_SETTINGS } from './review'
import { reviewNeedSchema } from './review-rule'

export const CHANGE_STATUSES = ['draft', 'open', 'merged', 'closed'] as const
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]
export const EDIT_KINDS = ['text', 'archive', 'restore', 'curation', 'version'] as const
export type EditKind = (typeof EDIT_KINDS)[number]
const CONFLICT_KINDS = ['changed', 'archived', 'restored', 'curated', 'deleted', 'replaced'] as const

const isoTime = z.iso.datetime()

const conflictSchema = z
  .object({
    kind: z.enum(CONFLICT_KINDS).meta({ description: 'What became of the module in the target meanwhile.' }),
    version: z.int().meta({
      description:
        'Its newest version, or where it was `curated` that of its curation; of an edit that names a version, what the target holds now. 0 for a module that is gone or not in the target.',
    }),
  })
  .meta({ id: 'ChangeConflict' })
export type ChangeConflictDto = z.infer<typeof conflictSchema>

export const VERDICTS = ['approved', 'changes'] as const
const REVIEW_LACKS = ['left', 'viewer', 'writer'] as const
export type ReviewLack = (typeof REVIEW_LACKS)[number]

const changeReviewSchema = z
  .object({
    reviewerId: z.string(),
    reviewerName: z.string(),
    verdict: z.enum(VERDICTS).meta({ description: '`changes`: somebody wants it changed first.' }),
    comment: z.string(),
    createdAt: isoTime,
    isStale: z
      .boolean()
      .meta({ description: 'The edits, or what they do to required query sets, have changed since.' }),
    changedSince: z.array(z.string()).meta({ description: 'What has, in sentences.' }),
    changedText: z.string().nullable().meta({
      description:
        'The first module whose text, as this person approved it, is kept beside another one that is proposed now; null where there is none.',
    }),
    counts: z.boolean().meta({
      description:
        'An approval while it is not stale and of a member who may review and wrote nothing of it; requested changes until their author says otherwise or they are dismissed.',
    }),
    lack: z.enum(REVIEW_LACKS).nullable().meta({
      description:
        'Why an approval of this person does not count: who left the workspace, who may only read it now, who wrote some of it.',
    }),
    dismissed: z
      .object({ by: actorSchema, reason: z.string() })
      .nullable()
      .meta({ description: 'Who ended that it keeps the request from being merged, and why.' }),
  })
  .meta({ id: 'ChangeReview' })
export type ChangeReviewDto = z.infer<typeof changeReviewSchema>

const changeEditSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    kind: z.enum(EDIT_KINDS),
    baseVersion: z.int().meta({
      description:
        'The newest version when the edit began; 0 for a new module. Where `kind` is `version`, what the target held; 0 for nothing.',
    }),
    wantedVersion: z.int().nullable().meta({
      description: 'Where `kind` is `version`, what the target is to hold; null takes the module out of it.',
    }),
    isBaseGone: z
      .boolean()
      .meta({ description: 'The module was deleted since: one that has its id now is another one.' }),
    revision: z
      .int()
      .meta({ description: 'Counts its changes: send it with the next one, a stale one is a conflict.' }),
    editedBy: actorSchema,
    updatedAt: isoTime,
    move: z
      .object({ from: z.string().nullable(), to: z.string() })
      .nullable()
      .meta({ description: 'Where the file of the module stands, and is to stand; null where that stays as it is.' }),
    conflict: conflictSchema
      .nullable()
      .meta({ description: 'Why it cannot be merged; null when nothing is in the way.' }),
    version: z.int().nullable().meta({ description: 'The version that it became, once it is merged.' }),
    curation: curationCountsSchema
      .nullable()
      .meta({ description: 'How its chunks are to be curated; null where that stays as it is.' }),
  })
  .meta({ id: 'ChangeEdit' })
export type ChangeEditDto = z.infer<typeof changeEditSchema>

const changeTargetSchema = z
  .object({
    id: z.string(),
    name: z.string().meta({ description: 'Its id where it has no name, or is gone.' }),
    isProduction: z.boolean(),
  })
  .meta({ id: 'ChangeTarget', description: 'The release that a change request is merged into.' })
export type ChangeTargetDto = z.infer<typeof changeTargetSchema>

/** Where the reviews of an open request stand. */
const STANDINGS = ['waiting', 'approved', 'changes'] as const
export type Standing = (typeof STANDINGS)[number]

const touchedContextsSchema = z
  .object({
    changed: z.int().meta({ description: 'Contexts that are not the same with it.' }),
    total: z.int().meta({ description: 'Contexts of the required query sets, above 0.' }),
    isCurrent: z.boolean().meta({
      description:
        'Whether it, its target and the required sets are as they were then; where they are not, the next run counts anew.',
    }),
  })
  .meta({ id: 'TouchedContexts' })
export type TouchedContextsDto = z.infer<typeof touchedContextsSchema>

const countedChecksSchema = z
  .object({ held: z.int(), failed: z.int() })
  .meta({ id: 'CountedChecks', description: 'Of the required query sets, with it as it is.' })
export type CountedChecksDto = z.infer<typeof countedChecksSchema>

const fillingSchema = z
  .object({
    total: z.int().meta({ description: 'Edits that it is to have.' }),
    isActive: z.boolean().meta({ description: 'Whether a part came in the last minute.' }),
  })
  .meta({ id: 'ChangeFilling', description: 'A change request that edits are put into part after part.' })
export type FillingDto = z.infer<typeof fillingSchema>

/** Where the required query sets of a request stand with it as it is. */
const CHECKS_STATES = ['none', 'current', 'earlier', 'unrun', 'stopped'] as const
export type ChecksState = (typeof CHECKS_STATES)[number]

const changeSummarySchema = z
  .object({
    number: z.int(),
    title: z.string(),
    status: z.enum(CHANGE_STATUSES),
    standing: z.enum(STANDINGS).nullable().meta({
      description:
        '`approved`: its reviews let it be merged, and one approves of it as it is; `changes`: a reviewer requested changes; `waiting`: neither. Null where it is not open.',
    }),
    author: actorSchema,
    createdAt: isoTime,
    updatedAt: isoTime,
    endedAt: isoTime.nullable().meta({ description: 'When it was merged or closed.' }),
    endedBy: actorSchema.nullable(),
    revertsNumber: z.int().nullable().meta({ description: 'The merged request that it takes back.' }),
    target: changeTargetSchema,
    edits: z.int(),
    filling: fillingSchema.nullable().meta({
      description: 'While it is not whole: nobody opens, approves or merges it. Null for a whole one.',
    }),
    conflicts: z.int().meta({ description: 'Edits whose module, policy or query set was changed meanwhile.' }),
    checksProblem: z
      .string()
      .nullable()
      .meta({ description: 'Which required query sets fail with it; null when none is known to.' }),
    checks: countedChecksSchema
      .nullable()
      .meta({ description: 'Null unless all required sets were run, and all their queries could be composed.' }),
    checksState: z.enum(CHECKS_STATES).meta({
      description:
        '`none`: no query set is required, or it has ended; `current`: all were run with it and its target as they are; `earlier`: some were run with an earlier state, `unrun`: or never; `stopped`: a run with the present state was cancelled or could not end. Asking for an open request has `earlier` and `unrun` run in the background.',
    }),
    touched: touchedContextsSchema.nullable().meta({
      description:
        'How many contexts of the required query sets it changes; null before they were run, and where it is not open.',
    }),
  })
  .meta({ id: 'ChangeRequestSummary' })
export type ChangeSummaryDto = z.infer<typeof changeSummarySchema>

export const changeRequestSchema = changeSummarySchema
  .omit({ edits: true })
  .extend({
    description: z.string(),
    releaseId: z
      .string()
      .nullable()
      .meta({ description: 'The target with the edits in it, for composing and searching; null once it has ended.' }),
    revisions: z.object({ a: z.int(), b: z.int() }).nullable().meta({
      description:
        'Of its target and of it, as its effect tells them: an effect of smaller ones is of an earlier state. Null once it has ended.',
    }),
    baseRevision: z.int().meta({ description: 'The workspace’s revision when its edits changed last.' }),
    edits: z.array(changeEditSchema).meta({ description: 'By module.' }),
    policies: z.array(changePolicySchema).meta({ description: 'Policies that it changes, by id.' }),
    querySets: z.array(changeQuerySetSchema).meta({ description: 'Query sets that it changes, by id.' }),
    review: z.enum(REVIEW_SETTINGS),
    reviews: z.array(changeReviewSchema).meta({ description: 'The latest of each person, the newest first.' }),
    writerIds: z.array(z.string()).meta({ description: 'Users who wrote of it: they do not review it.' }),
    needs: z.array(reviewNeedSchema).meta({
      description:
        'What the review rules want of it while it is open; where review is optional, merging does not wait.',
    }),
    reviewProblem: z
      .string()
      .nullable()
      .meta({ description: 'Why its reviews do not let it be merged yet; null when they do.' }),
    cycle: z.string().nullable().meta({
      description:
        'Why production does not take it: the cycle that dependencies of its modules close; null without one. It is looked for where the request is read by itself, and not by what changes it.',
    }),
    warnings: z.array(z.string()).meta({
      description:
        'What it breaks without being refused: dependencies that are met in its target now. They are looked for as `cycle` is.',
    }),
    bypassReason: z.string().nullable().meta({ description: 'Why an admin merged it all the same.' }),
  })
  .meta({
    id: 'ChangeRequest',
    description: 'Edits that come into production, or into another release, at once or not at all.',
  })
export type ChangeRequestDto = z.infer<typeof changeRequestSchema>

export const changeListSchema = z.object({
  items: z.array(changeSummarySchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})

const mergePartSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('agreed'),
      from: z.enum(['base', 'ours', 'theirs', 'both']).meta({
        description: 'The text that the edit began with, the edit’s own change, production’s, or one that both made.',
      }),
      text: z.string(),
    }),
    z.object({ kind: z.literal('conflict'), base: z.string(), ours: z.string(), theirs: z.string() }),
  ])
  .meta({ id: 'MergePart', description: '`ours` is of the edit, `theirs` of production. Any text may be empty.' })
export type MergePartDto = z.infer<typeof mergePartSchema>

const reviewedTextSchema = z
  .object({ source: z.string(), reviewers: z.array(z.object({ id: z.string(), reviewedAt: isoTime })) })
  .meta({ id: 'ReviewedText', description: 'What an edit proposed when these people approved it.' })
export type ReviewedTextDto = z.infer<typeof reviewedTextSchema>

export const changeTextsSchema = z
  .object({
    moduleId: z.string(),
    base: z.string().nullable().meta({ description: 'The text that the edit started from.' }),
    production: z.string().nullable().meta({
      description: 'The newest published text, or what the target holds; null where there is none.',
    }),
    productionVersion: z.int(),
    proposed: z.string().nullable().meta({ description: 'Null for an edit that changes no text.' }),
    merge: z.array(mergePartSchema).nullable().meta({
      description:
        'The edit’s text and production’s, put together line by line: in order, the parts are the whole text once each conflict is decided. Null where production has not moved on, and for texts that take too long to be put together.',
    }),
    curation: curationTextsSchema.nullable().meta({ description: 'Null for an edit that changes none.' }),
    reviewed: z.array(reviewedTextSchema).meta({
      description: 'Texts that people approved, where another one is proposed now; the newest approval first.',
    }),
    unchangedSince: z.array(z.string()).meta({ description: 'Ids of those who approved the text that is proposed.' }),
  })
  .meta({ id: 'ChangeTexts', description: 'The texts of an edit, each a whole file.' })
export type ChangeTextsDto = z.infer<typeof changeTextsSchema>
