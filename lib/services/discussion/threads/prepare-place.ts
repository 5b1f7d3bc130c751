import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import type { NewPlace, ThreadPlace } from '@/lib/schemas/changes/discussion'
import type { Actor } from '@/lib/services/actor'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { requireQuery, requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { changeNotFound } from './find-threads'

/**
 * What a thread stands on beside the texts of edits, as it is now: a check of a query set, or a part of a context that is
 * composed before or after the change. @throws AppError NOT_FOUND; CONFLICT when it is not there as it was read
 */
export async function preparePlace(actor: Actor, number: number, place: NewPlace): Promise<ThreadPlace> {
  const { workspaceId } = actor
  const { releaseId, targetId } = await requireReleases(workspaceId, number)
  const { queries } = await requireSetIn(workspaceId, place.querySetId, releaseId)
  const query = requireQuery(queries, place.queryId)
  const told = { ...place, question: query.text }
  if (place.kind === 'check') {
    const isThere = query.checks.some((check) => JSON.stringify(check) === JSON.stringify(place.check))
    if (!isThere) throw hasChanged('The check that you comment on is no longer in its query set.', query.id)
    return told
  }
  const side = place.side === 'old' ? targetId : releaseId
  const revision = await readRevision(workspaceId, side)
  const asked = { querySetId: place.querySetId, releaseId: side, revision, queries: [query] }
  const { composed } = await checkQuery(actor, query, await loadCheckedState(workspaceId, asked))
  const wanted = squash(place.text)
  const isThere = composed?.messages.some(({ content }) => squash(content).includes(wanted))
  if (!isThere) throw hasChanged('The text that you comment on is no longer in this context.', query.id)
  return told
}

/** @throws AppError NOT_FOUND; CONFLICT for a request that has ended */
async function requireReleases(workspaceId: string, number: number) {
  const request = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: { targetId: true, release: { select: { id: true } } },
  })
  if (!request) throw changeNotFound(number)
  if (!request.release) throw hasChanged(`#${number} has ended: its contexts are no longer composed.`, `${number}`)
  const { releaseId: targetId } = releaseOf(workspaceId, request.targetId ?? undefined)
  return { releaseId: request.release.id, targetId }
}

const squash = (text: string) => text.replace(/\s+/g, ' ').trim()

const hasChanged = (what: string, id: string) =>
  new AppError('CONFLICT', `${what} Nothing was sent: reload it first.`, { entity: 'threadPlace', id })
