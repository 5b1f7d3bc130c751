import { Prisma } from '@/lib/db/generated/client'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import type { CandidateKey } from '@/lib/indexing/versions/store-candidates'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import type { PolicyInput } from '@/lib/schemas/changes/change-policy'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { notePart } from '@/lib/services/change-requests/reading/filling'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { auditChange, toEdited } from '@/lib/services/change-requests/record/audit-change'
import { refuseKind } from '@/lib/services/change-requests/record/find-target'
import { insertChange, type NewChange } from '@/lib/services/change-requests/record/insert-change'
import { askOwners } from '@/lib/services/change-requests/reviews/ask-owners'
import { queueCheckChange } from '@/lib/services/change-requests/reviews/queue-check-change'
import { keepReviewedTexts } from '@/lib/services/change-requests/reviews/reviewed-texts'
import { type Entry, writeEntries } from '@/lib/services/releases/rows/write-entries'
import { fillRelease } from './fill-release'
import { nameEdits } from './name-edits'
import { writePolicies } from './policy-edits'
import { prepareEdits } from './prepare-edits'
import { type SetEdit, writeSets } from './query-set-edits'
import { editChanged, storeVersions, type VersionEdit } from './store-versions'

/** A change request that is there, or what a new one says of itself. */
type Target = { number: number } | NewChange

type StoreOptions = {
  /** Policies that the request changes as well. */
  policies?: PolicyInput[]
  /** Query sets that it changes. */
  sets?: SetEdit[]
  /** Edits that are still to come part after part, these included. */
  remaining?: number | undefined
  /** Tells the filling that they are a part of from others of the actor. */
  filling?: string | undefined
  /** The edits are stored already: only what is prepared of them is made anew. */
  isAgain?: boolean
  /** Runs in the same transaction, after the edits were stored; throws to undo it. */
  finish?: (tx: Transaction) => Promise<void>
}

/**
 * Puts edits into a change request, each in place of the one before of its module, and prepares their texts in its release:
 * composing with that is composing with production and the edits. All of them or none.
 * @returns the number of the change request
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended or an edit that somebody changed; VALIDATION with the
 *   problems of a text; LIMIT_EXCEEDED
 */
export async function storeEdits(
  actor: Actor,
  workspaceId: string,
  target: Target,
  edits: EditInput[],
  { policies = [], sets = [], remaining, filling, isAgain = false, finish }: StoreOptions = {},
): Promise<number> {
  // of a new one, none of it is left half full
  if (!('number' in target)) refuseTooMany(remaining ?? 0)
  const versions = edits.flatMap(toVersionEdit)
  const others = edits.length - versions.length + policies.length + sets.length
  if (versions.length > 0 && others > 0) throw refuseKind(VERSIONS_ALONE)
  if (versions.length > 0) return storeVersions(actor, workspaceId, target, versions, { remaining, key: filling })
  const { prepared, sources } = await prepareEdits(workspaceId, edits, {
    isAgain,
    number: 'number' in target ? target.number : undefined,
  })
  let number = 0
  await createCandidates(workspaceId, sources, {
    author: whoOf(actor),
    message: '',
    urgency: 'person',
    finish: async (tx, candidates, revision) => {
      number = 'number' in target ? target.number : await insertChange(tx, actor, target, revision)
      const { release, status, targetId } = await requireOpenChange(tx, workspaceId, number)
      if (targetId !== null && others > 0) throw refuseKind(VERSIONS_ALONE)
      if (!release) throw new Error(`change request ${number} has no release`)
      if (targetId !== null) await fillRelease(tx, workspaceId, { number, targetId, releaseId: release.id })
      await writeEdits(tx, actor, { number, releaseId: release.id, edits: prepared, candidates, isAgain })
      await writePolicies(tx, actor, { number, policies })
      await writeSets(tx, actor, { number, sets, workspaceRevision: revision })
      await tx.changeRequest.update({
        where: { workspaceId_number: { workspaceId, number } },
        data: { baseRevision: revision },
        select: { number: true },
      })
      const isFilling = await notePart(tx, actor, { number, stored: edits.length, remaining, key: filling })
      await finish?.(tx)
      if (prepared.length + policies.length + sets.length === 0 || isAgain) return
      const modules = prepared.map(({ moduleId }) => moduleId)
      const policyIds = policies.map(({ policyId }) => policyId)
      const querySets = sets.map(({ querySetId }) => querySetId)
      await auditChange(tx, actor, 'edited', number, toEdited({ modules, policies: policyIds, querySets }))
      if (status === 'open' && !isFilling) await askOwners(tx, actor, number)
    },
  })
  queueIndexing(workspaceId)
  void queueCheckChange(workspaceId, number)
  return number
}

const VERSIONS_ALONE =
  'A change request into another release than production names versions of modules, and nothing else: propose the rest for production.'

const toVersionEdit = ({ version, ...edit }: EditInput): VersionEdit[] =>
  version === undefined ? [] : [{ ...edit, version }]

function refuseTooMany(actual: number): void {
  const limit = LIMITS.changeEdits
  if (actual <= limit) return
  const message = `A change request has at most ${limit} edits, and these would make it ${actual}: put the rest into another one.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}

type ToWrite = {
  number: number
  releaseId: string
  edits: Awaited<ReturnType<typeof prepareEdits>>['prepared']
  candidates: CandidateKey[]
  isAgain: boolean
}

async function writeEdits(tx: Transaction, actor: Actor, { number, releaseId, edits, candidates, isAgain }: ToWrite) {
  const { workspaceId } = actor
  const moduleIds = edits.map(({ moduleId }) => moduleId)
  const known = await tx.changeRequestEdit.findMany({
    where: { workspaceId, number, moduleId: { in: moduleIds } },
    select: { moduleId: true, kind: true, revision: true, baseVersion: true, isBaseGone: true, version: true },
  })
  if (known.length > 0 && !isAgain) await keepReviewedTexts(tx, workspaceId, number, moduleIds)
  const before = new Map(known.map((edit) => [edit.moduleId, edit]))
  const versions = new Map(candidates.map(({ moduleId, version }) => [moduleId, version]))
  for (const { moduleId, kind, source, path, curation, revision, ...edit } of edits) {
    const old = before.get(moduleId)
    if (revision !== undefined && revision !== (old?.revision ?? 0)) throw editChanged(number, moduleId)
    // curation alone began with no text
    const begun = kind === 'curation' || old?.kind === 'curation' ? undefined : old?.baseVersion
    const baseVersion = edit.baseVersion ?? begun ?? edit.latestVersion
    // who says what it begins with now has seen what became of the module
    const isBaseGone = edit.baseVersion === undefined && old?.isBaseGone === true
    const version = versions.get(moduleId) ?? null
    const where = { workspaceId_number_moduleId: { workspaceId, number, moduleId } }
    const curated = { curation: curation?.entries ?? Prisma.DbNull, curationBase: curation?.baseVersion ?? null }
    const data = { kind, source, path, ...curated, baseVersion, isBaseGone, version, editedBy: whoOf(actor) }
    await tx.changeRequestEdit.upsert({
      where,
      create: { workspaceId, number, moduleId, name: moduleId, ...data },
      update: isAgain ? { version } : { ...data, revision: { increment: 1 } },
      select: { moduleId: true },
    })
  }
  await nameEdits(tx, workspaceId, number, moduleIds)
  refuseTooMany(await tx.changeRequestEdit.count({ where: { workspaceId, number } }))
  await limitCurations(tx, workspaceId, number)
  // an archived module stays out of production when its text or curation changes
  const follows = edits.filter(({ kind, isArchived }) => (kind === 'text' || kind === 'curation') && isArchived)
  const followed = follows.map(({ moduleId }) => ({ moduleId, version: undefined }))
  if (followed.length > 0) await setReleaseEntries(tx, workspaceId, releaseId, followed)
  const held = edits.filter((edit) => !follows.includes(edit) && !(edit.kind !== 'text' && edit.latestVersion === 0))
  const entries = held.map(({ moduleId, kind, latestVersion }) => {
    if (kind === 'archive') return { moduleId, version: null }
    return { moduleId, version: versions.get(moduleId) ?? latestVersion }
  })
  await writeEntries(tx, workspaceId, releaseId, entries)
  const replaced = known.flatMap(({ moduleId, version }) => (version === null ? [] : [{ moduleId, version }]))
  await carryOn(tx, workspaceId, replaced, entries)
  await removeCandidates(tx, workspaceId, replaced)
}

/** Releases that hold what the request proposed before hold what it proposes now. */
async function carryOn(tx: Transaction, workspaceId: string, replaced: CandidateKey[], entries: Entry[]) {
  if (replaced.length === 0) return
  const now = new Map(entries.map(({ moduleId, version }) => [moduleId, version]))
  const holders = await tx.releaseEntry.findMany({
    where: { workspaceId, version: { lt: 0 }, OR: replaced },
    select: { releaseId: true, moduleId: true },
    orderBy: [{ releaseId: 'asc' }, { moduleId: 'asc' }],
  })
  for (const [releaseId, held] of Map.groupBy(holders, (holder) => holder.releaseId)) {
    const changes = held.map(({ moduleId }) => ({ moduleId, version: now.get(moduleId) }))
    await writeEntries(tx, workspaceId, releaseId, changes)
  }
}

async function limitCurations(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  const limit = LIMITS.changedCurations
  const actual = await tx.changeRequestEdit.count({ where: { workspaceId, number, curationBase: { not: null } } })
  if (actual <= limit) return
  const message = `A change request curates the chunks of at most ${limit} modules, and these would make it ${actual}: put the rest into another one.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}
