import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { givenMoment } from '@/lib/schemas/texts/moment'
import { idText, trimmedText } from '@/lib/schemas/texts/text'

/** The release that a request may name in place of the default. */
export const releaseField = idText()
  .optional()
  .meta({ description: 'Id of the release that is searched; production when absent.' })

const releaseEntrySchema = z
  .strictObject({
    moduleId: idText(),
    version: z
      .int()
      .min(1)
      .max(LIMITS.integer)
      .nullable()
      .meta({ description: 'The version that the release holds; null takes the module out of it.' }),
  })
  .meta({ id: 'ReleaseEntry' })
const releaseEntriesSchema = z
  .array(releaseEntrySchema)
  .max(LIMITS.releaseEntries)
  .refine(
    (entries) => new Set(entries.map(({ moduleId }) => moduleId)).size === entries.length,
    'A module is named twice.',
  )

const releaseName = trimmedText(LIMITS.nameLength)

export const createReleaseSchema = z
  .strictObject({
    id: idText().optional(),
    name: releaseName,
    from: idText().optional().meta({
      description:
        'The release that it begins as; production when absent. That of an open change request is `change-` and its number: the release holds its modules and their curation, and composes with its policies and query sets, those that are added later as well, until the request ends; then as they were merged, or no more.',
    }),
    entries: releaseEntriesSchema.optional(),
    isFrozen: z
      .boolean()
      .default(false)
      .meta({ description: 'It keeps what it holds when its base moves, and is never changed.' }),
    at: givenMoment().optional().meta({
      description:
        'A moment in the past: the release is frozen, and holds what production held then. It has no entries.',
    }),
  })
  .refine(({ at, entries, from }) => at === undefined || (entries === undefined && from === undefined), {
    message: 'A release of a moment has no entries, and begins as production.',
    path: ['at'],
  })
  .meta({ description: 'Creates a release that is production, but for its entries.' })

export const momentSchema = z.strictObject({
  at: givenMoment().meta({ description: 'A moment in the past.' }),
})
export const momentPreviewSchema = z
  .object({
    since: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'From when on it is known what production held; null: nothing was published yet.' }),
    isKnown: z.boolean().meta({ description: 'The moment is not before that; else nothing is told of it.' }),
    modules: z.int().meta({ description: 'Modules that production held and that are still there.' }),
    differences: z
      .int()
      .meta({ description: 'Modules that production holds another version of now, or not both times.' }),
    gone: z
      .array(z.string())
      .meta({ description: `Modules that were deleted since, the first ${LIMITS.goneShown} by id.` }),
    goneTotal: z.int(),
    policies: z
      .array(z.object({ id: z.string(), name: z.string(), version: z.int() }))
      .nullable()
      .meta({
        description:
          'Policies that use another version now, with the one of then; null: the audit log does not reach back so far. An effect is composed with them; a release of the moment uses those of whoever asks.',
      }),
    curated: z.object({ ofThen: z.int(), isAll: z.boolean() }).meta({
      description: `Modules that were curated otherwise: an effect is composed with the curation of then, of at most ${LIMITS.momentCuration} of them. A release of the moment has that of now.`,
    }),
  })
  .meta({ id: 'Moment', description: 'What production held at a moment.' })
export type MomentDto = z.infer<typeof momentPreviewSchema>

export const listReleasesSchema = z.strictObject({
  changes: z
    .enum(['without', 'with'])
    .default('without')
    .meta({ description: 'Whether the releases of open change requests and tried drafts are listed, too.' }),
})
export const tryDraftSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the module.' }),
  revision: z.int().min(1).max(LIMITS.integer).meta({ description: 'Of the draft: another one is a conflict.' }),
})
export const getReleaseSchema = z.strictObject({ id: idText() })
export const compareReleasesSchema = z.strictObject({
  id: idText(),
  from: idText()
    .optional()
    .meta({ description: 'Id of the release that it is compared with; production when absent.' }),
})
export const setReleaseEntriesSchema = z
  .strictObject({ id: idText(), entries: releaseEntriesSchema })
  .meta({ description: 'Sets entries; others of the release stay.' })
export const protectReleaseSchema = z
  .strictObject({ id: idText(), isProtected: z.boolean() })
  .meta({ description: 'Protects a release, or ends that.' })
export const removeReleaseEntrySchema = z.strictObject({ id: idText(), moduleId: idText() })

const releaseSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    baseId: z.string().nullable().meta({ description: 'What it is, but for its entries; null for production.' }),
    modules: z.int().meta({ description: 'Modules that it holds, those of its base included.' }),
    chunks: z.int(),
    differences: z.int().meta({ description: 'Entries of its own; 0 for a release without a base.' }),
    revision: z
      .int()
      .meta({ description: 'The workspace’s revision when it was changed last, other than by its base.' }),
    isFrozen: z.boolean().meta({ description: 'It keeps what it holds when its base moves, and is never changed.' }),
    isProtected: z.boolean().meta({
      description:
        'Approved change requests alone change its entries, and nobody deletes it; what it has none for follows its base. Never of production, which the review setting of the workspace guards.',
    }),
    changeNumber: z.int().nullable().meta({ description: 'The open change request whose edits it holds.' }),
    follows: z.int().nullable().meta({
      description:
        'The open change request that it began as: modules that are added to that join it, removed ones leave it, and its policies and query sets count, until the request is merged or closed. What somebody changes in the release itself stays.',
    }),
    draftOf: z.string().nullable().meta({ description: 'The module whose draft it tries out.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Release' })
export type ReleaseDto = z.infer<typeof releaseSchema>

const releaseDifferenceSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    version: z.int().nullable().meta({ description: 'Null: the release does not hold the module.' }),
    baseVersion: z.int().nullable().meta({ description: 'Null: the base does not hold the module.' }),
    proposedIn: z.int().nullable().meta({
      description: 'The open change request whose text it is; the version has no number yet, and is below 0.',
    }),
  })
  .meta({ id: 'ReleaseDifference' })

export const releaseDetailSchema = releaseSchema
  .extend({
    entries: z
      .array(releaseDifferenceSchema)
      .meta({ description: 'What it differs from its base by, by module; empty for a release without a base.' }),
  })
  .meta({ id: 'ReleaseDetail' })
export type ReleaseDetailDto = z.infer<typeof releaseDetailSchema>

const releaseChangeSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    before: z.int().nullable().meta({ description: 'The version that `from` holds; null for none.' }),
    after: z.int().nullable().meta({ description: 'The version that the release holds; null for none.' }),
    isSameText: z.boolean().meta({ description: 'Both versions have the same text.' }),
  })
  .meta({ id: 'ReleaseChange' })
export type ReleaseChangeDto = z.infer<typeof releaseChangeSchema>

export const releaseComparisonSchema = z
  .object({
    items: z.array(releaseChangeSchema).meta({ description: `By module, the first ${LIMITS.changeEdits}.` }),
    total: z.int(),
    sameText: z.int().meta({ description: 'How many of them differ by the number of the version alone.' }),
  })
  .meta({ id: 'ReleaseComparison' })
export type ReleaseComparisonDto = z.infer<typeof releaseComparisonSchema>

export const releaseListSchema = z.object({ items: z.array(releaseSchema), total: z.int(), nextCursor: z.null() })
