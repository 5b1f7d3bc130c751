import { prisma } from '@/lib/db/client'
import { inBatches } from '@/lib/db/in-batches'
import { AppError } from '@/lib/errors'
import { changeRefSchema, type EditInput } from '@/lib/schemas/changes/change-inputs'
import type { PolicyInput } from '@/lib/schemas/changes/change-policy'
import { keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { readEntries } from '@/lib/services/chunk-overlays/entries/read-entries'
import { toGivenEntries } from '@/lib/services/chunk-overlays/entries/to-stored-entries'
import { readSource } from '@/lib/services/modules/source/read-source'
import { verb } from '@/lib/services/verb'
import { openWithEdits } from './edits/open-with-edits'
import type { SetEdit } from './edits/query-set-edits'
import { requireChange } from './reading/find-change-request'
import { toKind } from './reading/find-edits'

/**
 * Opens a change request that takes a merged one back: texts, curation, policies and query sets become again what they were,
 * new modules are archived, archived ones restored, new query sets deleted, deleted ones created again; another release holds
 * again the versions that it held. What the target made of them since then shows as a conflict. One of many edits is
 * filled part after part; whoever closes it meanwhile ends the reverting.
 * @throws AppError NOT_FOUND; CONFLICT for one that was not merged, for a text or module that is gone, and where it was
 *   closed meanwhile
 */
export const revertChangeRequest = verb({
  name: 'revertChangeRequest',
  scope: 'write',
  effect: 'write',
  input: changeRefSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number: revertsNumber }) => {
    const { title, status, target } = await requireChange(workspaceId, revertsNumber)
    if (status !== 'merged') {
      const message = `The change request #${revertsNumber} was not merged: there is nothing to take back.`
      throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${revertsNumber}` })
    }
    const edits = await oppositeEdits(workspaceId, revertsNumber)
    const policies = await oppositePolicies(workspaceId, revertsNumber)
    const sets = await oppositeSets(workspaceId, revertsNumber)
    const named = {
      ...{ title: `Revert “${title}”`, description: `Takes back #${revertsNumber}.`, revertsNumber },
      ...{ policies, sets },
      ...(target.isProduction ? {} : { target: target.id }),
    }
    const number = await openWithEdits(actor, workspaceId, named, edits)
    return requireChange(workspaceId, number)
  },
})

async function oppositeEdits(workspaceId: string, number: number): Promise<EditInput[]> {
  const edits = await prisma.changeRequestEdit.findMany({
    where: { workspaceId, number },
    orderBy: { moduleId: 'asc' },
    select: {
      ...{ moduleId: true, kind: true, baseVersion: true, isBaseGone: true },
      ...{ wantedVersion: true, version: true, curationBase: true },
    },
  })
  const gone = edits.find(({ isBaseGone }) => isBaseGone)
  if (gone) throw isGone(number, gone)
  const texts = await readBases(
    workspaceId,
    edits.filter(({ kind, baseVersion }) => kind === 'text' && baseVersion > 0),
  )
  const opposite: EditInput[] = []
  for (const { moduleId, kind, baseVersion, wantedVersion, version, curationBase } of edits) {
    if (kind === 'version') {
      const before = baseVersion === 0 ? null : baseVersion
      opposite.push({ moduleId, kind, version: before, baseVersion: wantedVersion ?? 0 })
    } else if (toKind(kind) === 'archive') opposite.push({ moduleId, kind: 'restore', baseVersion })
    else if (toKind(kind) === 'restore') opposite.push({ moduleId, kind: 'archive', baseVersion })
    else if (kind === 'curation') {
      const curation = await oppositeCuration(workspaceId, number, moduleId, curationBase)
      opposite.push({ moduleId, kind, curation })
    } else if (baseVersion === 0) opposite.push({ moduleId, kind: 'archive', baseVersion: version ?? 0 })
    else {
      const base = texts.get(moduleId)
      if (!base) throw isGone(number, { moduleId, baseVersion })
      const { source, path } = base
      // it was given a path and had none: no text takes that back
      const isMoveAlone = path === null && (await readSource(workspaceId, moduleId, version ?? baseVersion)) === source
      const curation =
        curationBase === null ? undefined : await oppositeCuration(workspaceId, number, moduleId, curationBase)
      if (isMoveAlone) {
        if (curation) opposite.push({ moduleId, kind: 'curation', curation })
        continue
      }
      const edit = { moduleId, kind: 'text' as const, source, baseVersion: version ?? baseVersion, curation }
      opposite.push({ ...edit, ...(path ? { path } : {}) })
    }
  }
  return opposite
}

function isGone(number: number, { moduleId, baseVersion }: { moduleId: string; baseVersion: number }): AppError {
  const what = baseVersion > 0 ? `The text that “${moduleId}” had before #${number}` : `The module “${moduleId}”`
  const message = `${what} is gone. Take the others back by hand.`
  return new AppError('CONFLICT', message, { entity: 'module', id: moduleId })
}

async function oppositeCuration(workspaceId: string, number: number, moduleId: string, baseVersion: number | null) {
  const entries = baseVersion === null ? null : await readEntries(workspaceId, moduleId, baseVersion)
  if (baseVersion === null || entries === null) {
    const message = `The curation that “${moduleId}” had before #${number} is gone. Take the others back by hand.`
    throw new AppError('CONFLICT', message, { entity: 'module', id: moduleId })
  }
  return { entries: toGivenEntries(entries), baseVersion: baseVersion + 1 }
}

/** A query at a time has a turn at the database soon. */
const TEXTS_AT_ONCE = 50

/** The texts and paths that modules had, by module. */
async function readBases(workspaceId: string, edits: { moduleId: string; baseVersion: number }[]) {
  const texts = new Map<string, { source: string; path: string | null }>()
  for (const batch of inBatches(edits, TEXTS_AT_ONCE)) {
    const keys = batch.map(({ moduleId, baseVersion: version }) => ({ moduleId, version }))
    const rows = await prisma.moduleVersion.findMany({
      where: { workspaceId, OR: keys },
      select: { moduleId: true, path: true, frontMatter: true, body: true },
    })
    for (const { moduleId, path, frontMatter, body } of rows) {
      texts.set(moduleId, { source: toModuleSource(frontMatter, body), path })
    }
  }
  return texts
}

async function oppositePolicies(workspaceId: string, number: number): Promise<PolicyInput[]> {
  const policies = await prisma.changeRequestPolicy.findMany({
    where: { workspaceId, number },
    orderBy: { policyId: 'asc' },
    select: { policyId: true, baseVersion: true, version: true },
  })
  const opposite: PolicyInput[] = []
  for (const { policyId, baseVersion, version } of policies) {
    const row = await prisma.policyVersion.findUnique({
      where: { workspaceId_policyId_version: { workspaceId, policyId, version: baseVersion } },
      select: { settings: true },
    })
    if (!row) {
      const message = `The policy “${policyId}” of before #${number} is gone. Take the others back by hand.`
      throw new AppError('CONFLICT', message, { entity: 'policy', id: policyId })
    }
    opposite.push({ policyId, settings: policySettingsSchema.parse(row.settings), baseVersion: version })
  }
  return opposite
}

async function oppositeSets(workspaceId: string, number: number): Promise<SetEdit[]> {
  const sets = await prisma.changeRequestQuerySet.findMany({
    where: { workspaceId, number },
    orderBy: { querySetId: 'asc' },
    select: { querySetId: true, kind: true, base: true, wanted: true, version: true },
  })
  return sets.map(({ querySetId, kind, base, wanted, version: baseRevision }): SetEdit => {
    const [before, after] = [keptSetSchema.parse(base), keptSetSchema.parse(wanted)]
    if (kind === 'delete') return { querySetId, kind: 'create', wanted: before, baseRevision }
    if (kind === 'create') return { querySetId, kind: 'delete', base: after, baseRevision }
    return { querySetId, kind: 'change', wanted: before, base: after, baseRevision }
  })
}
