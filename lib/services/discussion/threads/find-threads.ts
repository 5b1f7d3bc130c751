import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { AppError } from '@/lib/errors'
import { toActor, toActorOrNull } from '@/lib/schemas/actor'
import {
  placeSchema,
  REACTION_KINDS,
  type ReactionDto,
  type ThreadAnchorDto,
  type ThreadDto,
  type ThreadSide,
} from '@/lib/schemas/changes/discussion'
import { type Thing, type ThingKind, uniqueThings } from '@/lib/schemas/thing'
import { readNames } from '@/lib/services/audit/names/read-names'
import { inChecks } from '@/lib/services/query-sets/rows/read-module-names'
import type { LineAnchor } from '@/lib/texts/tasks/find-lines'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { isOfEdit, readSide } from './read-side'

const THREAD_SELECT = {
  ...{
    id: true,
    number: true,
    moduleId: true,
    policyId: true,
    querySetId: true,
    side: true,
    line: true,
    lineText: true,
  },
  ...{ linesBefore: true, linesAfter: true, place: true, createdAt: true, resolvedAt: true, resolvedBy: true },
  comments: {
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, author: true, text: true, unheard: true },
      ...{ createdAt: true, editedAt: true, deletedAt: true, deletedBy: true },
      reactions: {
        orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
        select: { kind: true, userId: true, userName: true },
      },
    },
  },
} satisfies Prisma.ThreadSelect
type Row = Prisma.ThreadGetPayload<{ select: typeof THREAD_SELECT }>

/** Threads by id, in the order of their ids, each with where its line stands now. */
export async function findThreads(workspaceId: string, ids: string[]): Promise<ThreadDto[]> {
  const rows = await prisma.thread.findMany({
    where: { workspaceId, id: { in: ids } },
    orderBy: { id: 'asc' },
    select: THREAD_SELECT,
  })
  const lines = await findCurrentLines(workspaceId, rows)
  const found = rows.map(findThings)
  const nameOf = await readNames(workspaceId, found.flat())
  return rows.map((row, i) => ({
    ...toThread(row, lines.get(row.id) ?? null),
    things: (found[i] ?? []).map(nameOf),
  }))
}

/** @throws AppError NOT_FOUND */
export async function requireThread(workspaceId: string, id: string): Promise<ThreadDto> {
  const [thread] = await findThreads(workspaceId, [id])
  if (!thread) throw threadNotFound(id)
  return thread
}

export function threadNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such thread. It may have been deleted meanwhile.', {
    entity: 'thread',
    id,
  })
}

export function changeNotFound(number: number): AppError {
  return new AppError('NOT_FOUND', `There is no change request #${number}.`, {
    entity: 'changeRequest',
    id: `${number}`,
  })
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
const toSide = (side: string): ThreadSide => oneOf(['old', 'new'], side)
const toAnchor = ({ line, lineText, linesBefore, linesAfter }: Row): LineAnchor => ({
  line: line ?? 1,
  text: lineText ?? '',
  before: linesBefore,
  after: linesAfter,
})

/** One text at a time: together they could be larger than the memory. */
async function findCurrentLines(workspaceId: string, rows: Row[]): Promise<Map<string, number | null>> {
  const anchored = rows.filter((row) => row.number !== null && row.side !== null && isOfEdit(row))
  const found = new Map<string, number | null>()
  const texts = Map.groupBy(anchored, ({ number, side, moduleId, policyId, querySetId }) =>
    JSON.stringify([number, side, moduleId, policyId, querySetId]),
  )
  for (const threads of texts.values()) {
    const { number, side, ...edit } = threads[0]!
    const text = await readSide(workspaceId, number!, { ...edit, side: toSide(side!) })
    const anchors = threads.map(toAnchor)
    const lines =
      text === null
        ? []
        : await workOnText('findLines', { anchors, text }, { workspaceId, urgency: 'person', size: text.length })
    for (const [i, { id }] of threads.entries()) found.set(id, lines[i] ?? null)
  }
  return found
}

/** What a thread stands on, and what its check names. */
function findThings({ moduleId, policyId, querySetId, place: stored }: Row): Thing[] {
  const place = placeSchema.nullable().parse(stored)
  const of = (kind: ThingKind, id: string | null | undefined) => (id ? [{ kind, id }] : [])
  const checked = place?.kind === 'check' ? inChecks([place.check]) : []
  return uniqueThings([
    ...of('module', moduleId),
    ...of('policy', policyId),
    ...of('querySet', querySetId ?? place?.querySetId),
    ...of('module', place?.kind === 'context' ? place.moduleId : null),
    ...checked.flatMap((id) => of('module', id)),
  ])
}

function toThread(row: Row, currentLine: number | null): Omit<ThreadDto, 'things'> {
  const { id, number, moduleId, policyId, querySetId, side, createdAt, resolvedAt, comments } = row
  const { before, after, ...place } = toAnchor(row)
  const anchor: ThreadAnchorDto | null =
    (side && {
      ...{ ...place, before: [...before], after: [...after] },
      side: toSide(side),
      currentLine,
    }) ||
    null
  return {
    ...{ id, number, moduleId, policyId, querySetId, anchor },
    place: placeSchema.nullable().parse(row.place),
    createdAt: createdAt.toISOString(),
    resolvedAt: iso(resolvedAt),
    resolvedBy: toActorOrNull(row.resolvedBy),
    comments: comments.map((comment) => ({
      ...comment,
      author: toActor(comment.author),
      deletedBy: toActorOrNull(comment.deletedBy),
      reactions: toReactions(comment.reactions),
      createdAt: comment.createdAt.toISOString(),
      editedAt: iso(comment.editedAt),
      deletedAt: iso(comment.deletedAt),
    })),
  }
}

/** In the order in which they are offered. */
function toReactions(rows: Row['comments'][number]['reactions']): ReactionDto[] {
  return REACTION_KINDS.flatMap((kind) => {
    const by = rows.flatMap((row) => (row.kind === kind ? [{ userId: row.userId, name: row.userName }] : []))
    return by.length > 0 ? [{ kind, by }] : []
  })
}
