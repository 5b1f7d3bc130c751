import { prisma } from '@/lib/db/client'
import type { MergePart } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import { changeEditRefSchema } from '@/lib/schemas/changes/change-inputs'
import { changeTextsSchema } from '@/lib/schemas/changes/change-request'
import { readEntries } from '@/lib/services/chunk-overlays/entries/read-entries'
import { toGivenEntries } from '@/lib/services/chunk-overlays/entries/to-stored-entries'
import { readSource } from '@/lib/services/modules/source/read-source'
import { verb } from '@/lib/services/verb'
import { NO_OVERLAY } from '@/lib/texts/prepare/mark-chunks'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { type EditCuration, toCuration } from './edits/curation-edits'
import { readHeld } from './edits/store-versions'
import { editNotFound } from './reading/find-change-request'
import { findTargetOf } from './record/find-target'
import { findReviewedTexts } from './reviews/reviewed-texts'

/** What an edit makes of a module: the text that it began with, the target's and its own. @throws AppError NOT_FOUND. */
export const getChangeTexts = verb({
  name: 'getChangeTexts',
  scope: 'read',
  effect: 'read',
  input: changeEditRefSchema,
  output: changeTextsSchema,
  run: async ({ workspaceId }, { number, moduleId }) => {
    const edit = await prisma.changeRequestEdit.findUnique({
      where: { workspaceId_number_moduleId: { workspaceId, number, moduleId } },
      select: {
        ...{ kind: true, baseVersion: true, isBaseGone: true, wantedVersion: true },
        ...{ source: true, curation: true, curationBase: true },
      },
    })
    if (!edit) throw editNotFound(number, moduleId)
    if (edit.kind === 'version') return readVersions(workspaceId, number, { moduleId, ...edit })
    const module = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id: moduleId } },
      select: { latestVersion: true },
    })
    const productionVersion = module?.latestVersion ?? 0
    const [base, production] = await Promise.all([
      edit.isBaseGone ? null : readSource(workspaceId, moduleId, edit.baseVersion),
      readSource(workspaceId, moduleId, productionVersion),
    ])
    const curation = toCuration(edit)
    const curated = curation && (await compareCuration(workspaceId, moduleId, curation))
    const { source: proposed, baseVersion, isBaseGone } = edit
    const isAhead = isBaseGone || productionVersion > baseVersion
    const hasMoved = proposed !== null && production !== null && isAhead
    const merge = hasMoved
      ? await mergeOnto(workspaceId, { base: base ?? '', ours: proposed, theirs: production })
      : null
    const since = await findReviewedTexts(prisma, workspaceId, { number, moduleId, proposed })
    return { moduleId, base, production, productionVersion, proposed, merge, curation: curated, ...since }
  },
})

type OfVersion = { moduleId: string; baseVersion: number; isBaseGone: boolean; wantedVersion: number | null }

/** The texts of an edit that names a version: nothing is written, so nothing is put together. */
async function readVersions(workspaceId: string, number: number, { moduleId, isBaseGone, ...edit }: OfVersion) {
  const target = await findTargetOf(workspaceId, number)
  const productionVersion = (await readHeld(prisma, workspaceId, target.id, [moduleId])).get(moduleId) ?? 0
  // another module has these numbers now, or none
  const [baseVersion, wantedVersion] = isBaseGone ? [0, 0] : [edit.baseVersion, edit.wantedVersion ?? 0]
  const [base, production, proposed] = await Promise.all(
    [baseVersion, productionVersion, wantedVersion].map((version) => readSource(workspaceId, moduleId, version)),
  )
  const texts = { base: base ?? null, production: production ?? null, proposed: proposed ?? null }
  return { moduleId, productionVersion, ...texts, merge: null, curation: null, reviewed: [], unchangedSince: [] }
}

/** @returns null for texts that take longer than a text may */
async function mergeOnto(
  workspaceId: string,
  texts: { base: string; ours: string; theirs: string },
): Promise<MergePart[] | null> {
  const size = texts.base.length + texts.ours.length + texts.theirs.length
  try {
    return await workOnText('mergeTexts', texts, { workspaceId, urgency: 'person', size })
  } catch (error) {
    if (error instanceof AppError && error.code === 'LIMIT_EXCEEDED') return null
    throw error
  }
}

async function compareCuration(
  workspaceId: string,
  moduleId: string,
  { entries, baseVersion }: EditCuration,
): Promise<CurationTextsDto> {
  const present = (await readOverlays(prisma, workspaceId, [moduleId])).get(moduleId) ?? NO_OVERLAY
  return {
    base: toGivenEntries((await readEntries(workspaceId, moduleId, baseVersion)) ?? []),
    production: toGivenEntries(present.entries),
    productionVersion: present.version,
    proposed: toGivenEntries(entries),
  }
}
