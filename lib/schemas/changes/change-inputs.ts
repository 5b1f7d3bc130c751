import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { replacedRevision } from '@/lib/schemas/modules/edit-revision'
import { fieldChangesSchema, moduleIdSchema } from '@/lib/schemas/modules/module'
import { flag } from '@/lib/schemas/texts/flag'
import { idText, nonBlankText, trimmedText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { curationEditSchema } from './change-curation'
import { policyInputs } from './change-policy'
import { querySetInputs } from './change-query-set'
import { CHANGE_STATUSES, EDIT_KINDS, VERDICTS } from './change-request'
import { newThreadSchema, replySchema } from './discussion'

// paths and queries have it as text
const number = wholeNumber(1, LIMITS.integer).meta({ description: 'Number of the change request.' })
const title = trimmedText(LIMITS.titleLength)
const description = z.string().max(LIMITS.changeDescriptionLength)
const openStatus = z.enum(['draft', 'open'])

const editInputSchema = z
  .strictObject({
    moduleId: moduleIdSchema,
    kind: z.enum(EDIT_KINDS).default('text'),
    source: z
      .string()
      .optional()
      .meta({ description: 'The whole file, front matter included, where `kind` is `text`.' }),
    fields: fieldChangesSchema.optional().meta({
      description:
        'In place of a source: what the file as it is proposed, else as it is published, is to have. A module that has it already is left out.',
    }),
    path: z.string().min(1).max(LIMITS.pathLength).optional().meta({
      description:
        'Where the file of the text stands. Absent: where the edit before said, or where the newest version stands.',
    }),
    version: z.int().min(1).max(LIMITS.integer).nullable().optional().meta({
      description:
        'Where `kind` is `version`: what the release is to hold of the module; null takes it out. For requests into another release than production.',
    }),
    baseVersion: z.int().min(0).max(LIMITS.integer).optional().meta({
      description:
        'The version that the edit has seen. Absent: that of the edit before, or the present one for a module that is new to the request.',
    }),
    curation: curationEditSchema.optional().meta({
      description:
        'How its chunks are to be curated, where `kind` is `curation` or `text`. With `curation`, the text of the edit before stays; with a `text` that names none, its curation does.',
    }),
    revision: replacedRevision,
  })
  .refine(({ kind, curation }) => (kind === 'curation' ? curation !== undefined : kind === 'text' || !curation), {
    message: 'An edit of the kind “curation” needs one, “archive”, “restore” and “version” have none.',
    path: ['curation'],
  })
  .refine(({ kind, source, fields }) => (kind === 'text') === (source !== undefined || fields !== undefined), {
    message: 'An edit of the kind “text” needs a source or fields, any other has none.',
    path: ['source'],
  })
  .refine(({ source, fields }) => source === undefined || fields === undefined, {
    message: 'An edit has a source or fields, not both.',
    path: ['fields'],
  })
  .refine(({ kind, version }) => (kind === 'version') === (version !== undefined), {
    message: 'An edit of the kind “version” needs one or null, any other has none.',
    path: ['version'],
  })
  .meta({ id: 'ChangeEditInput' })
export type EditInput = z.output<typeof editInputSchema>

const editInputs = z
  .array(editInputSchema)
  .max(LIMITS.changeEditsAtOnce)
  .refine((edits) => new Set(edits.map(({ moduleId }) => moduleId)).size === edits.length, 'A module is named twice.')

export const remainingEdits = wholeNumber(1, LIMITS.integer).optional().meta({
  description:
    'Of edits that come part after part: how many are still to come, these included. Until none is, or the request is said to be whole, nobody opens, approves or merges it.',
})

export const fillingKey = idText().optional().meta({
  description:
    'Tells fillings of one person apart: any text, the same with each part of one. While parts of one come, those of another do not make the request whole.',
})

export const changeRefSchema = z.strictObject({ number })
export const mergeChangeSchema = z.strictObject({
  number,
  bypassReason: nonBlankText(LIMITS.reviewCommentLength).optional().meta({
    description:
      'Merges without the review that is missing; for admins. It stands in the audit log and on the request.',
  }),
})
export const reviewChangeSchema = z.strictObject({
  number,
  verdict: z.enum([...VERDICTS, 'comment', 'none']).meta({
    description: '`none` takes back what was said before; `comment` leaves it and only sends comments.',
  }),
  comment: z.string().max(LIMITS.reviewCommentLength).default(''),
  threads: z.array(newThreadSchema).max(LIMITS.reviewComments).default([]).meta({
    description: 'Threads that begin with this review, all or none.',
  }),
  replies: z.array(replySchema).max(LIMITS.reviewComments).default([]).meta({
    description: 'Answers in threads of the request.',
  }),
})
export const changeSetRefSchema = z.strictObject({ number, querySetId: idText() })
export const changePolicyRefSchema = z.strictObject({ number, policyId: idText() })
export const dismissReviewSchema = z.strictObject({
  number,
  reviewerId: idText().meta({ description: 'Id of the user who requested changes.' }),
  reason: nonBlankText(LIMITS.reviewCommentLength).meta({
    description: 'It stands in the audit log and on the request.',
  }),
})
export const askForReviewSchema = z.strictObject({
  number,
  userIds: z.array(idText()).min(1).max(LIMITS.askedAtOnce).meta({ description: 'Members who may review it.' }),
})
export const changeEditRefSchema = z.strictObject({ number, moduleId: idText() })
export const listChangesSchema = z.strictObject({
  status: z.enum(CHANGE_STATUSES).optional(),
  mine: flag.optional().meta({ description: '`true`: those that who asks opened.' }),
  target: idText().optional().meta({ description: 'Id of the release that they are merged into.' }),
  limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSizeDefault),
  cursor: idText().optional(),
})
export const createChangeSchema = z.strictObject({
  title,
  description: description.default(''),
  status: openStatus.default('open'),
  target: idText().optional().meta({
    description:
      'Id of the release that it is merged into; production when absent. Into another one, edits are of the kind `version` alone.',
  }),
  edits: editInputs.default([]),
  policies: policyInputs.default([]),
  querySets: querySetInputs.default([]),
  remaining: remainingEdits,
  filling: fillingKey,
})
export const updateChangeSchema = z.strictObject({
  number,
  title: title.optional(),
  description: description.optional(),
  status: z.enum(['draft', 'open', 'closed']).optional(),
  isFilled: z.literal(true).optional().meta({ description: 'It is whole as it is: no more parts of it are to come.' }),
  filling: fillingKey,
})
export const putChangeEditsSchema = z
  .strictObject({
    number,
    edits: editInputs.default([]),
    policies: policyInputs.default([]),
    querySets: querySetInputs.default([]),
    remaining: remainingEdits,
    filling: fillingKey,
  })
  .refine(({ edits, policies, querySets }) => edits.length + policies.length + querySets.length > 0, {
    message: 'Name an edit, a policy or a query set.',
    path: ['edits'],
  })
export const proposeReleaseSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the release.' }),
  target: idText()
    .optional()
    .meta({ description: 'Id of the release that is to hold the same; production when absent.' }),
  title: title.optional(),
  description: description.optional(),
})
export const proposeDraftSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the module.' }),
  revision: z.int().min(1).max(LIMITS.integer).meta({ description: 'Of the draft: another one is a conflict.' }),
  number: number
    .optional()
    .meta({ description: 'An open change request to add the draft to; else a new one is made.' }),
  title: title.optional().meta({ description: 'Of the new change request.' }),
  description: description.optional(),
})
