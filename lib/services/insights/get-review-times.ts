import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { personOf, toActor } from '@/lib/schemas/actor'
import { CHANGE_STATUSES } from '@/lib/schemas/changes/change-request'
import { type ReviewedRequestDto, reviewTimesSchema, type WaitsDto } from '@/lib/schemas/changes/review-times'
import { insightRangeSchema } from '@/lib/schemas/insights/token-return'
import { LIMITS } from '@/lib/schemas/limits'
import { verb } from '@/lib/services/verb'
import { firstDay } from './contexts/in-latest-contexts'

type Event = { kind: string; at: Date; actor: unknown; detail: unknown }
type Request = {
  number: number
  title: string
  author: unknown
  status: string
  createdAt: Date
  endedAt: Date | null
  bypassReason: string | null
  events: Event[]
}
type Answer = { person: string; name: string; after: number; verdict: string | undefined }
type Told = { request: ReviewedRequestDto; answers: Answer[] }

const MINUTE_MS = 60_000

/** How long change requests waited for an answer, an approval and their end, and who answered them. */
export const getReviewTimes = verb({
  name: 'getReviewTimes',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: reviewTimesSchema,
  run: async ({ workspaceId }, { days }) => {
    const from = firstDay(days)
    const since = { gte: new Date(from) }
    const found: Request[] = await prisma.changeRequest.findMany({
      where: { workspaceId, OR: [{ createdAt: since }, { endedAt: since }, { status: 'open' }] },
      orderBy: { number: 'desc' },
      take: LIMITS.insightRequests + 1,
      select: {
        ...{ number: true, title: true, author: true, status: true },
        ...{ createdAt: true, endedAt: true, bypassReason: true },
        events: {
          where: { kind: { in: ['changed', 'reviewed', 'commented'] } },
          orderBy: { id: 'asc' },
          select: { kind: true, at: true, actor: true, detail: true },
        },
      },
    })
    const told = found.slice(0, LIMITS.insightRequests).map(tellRequest)
    const requests = told.map(({ request }) => request)
    return {
      from,
      isAll: found.length <= LIMITS.insightRequests,
      answered: waitsOf(requests.map(({ answeredAfter }) => answeredAfter)),
      approved: waitsOf(requests.map(({ approvedAfter }) => approvedAfter)),
      merged: waitsOf(requests.map(({ status, endedAfter }) => (status === 'merged' ? endedAfter : null))),
      waiting: requests.filter(({ status, answeredAfter }) => status === 'open' && answeredAfter === null).length,
      requests,
      reviewers: tellReviewers(told),
    }
  },
})

function tellRequest({ events, ...request }: Request): Told {
  const opened = findOpened(request.createdAt, events)
  const after = (at: Date) => Math.max(0, Math.round((at.getTime() - opened.getTime()) / MINUTE_MS))
  const answers = events.flatMap(({ kind, at, actor, detail }): Answer[] => {
    const { id, name } = toActor(actor)
    const verdict = kind === 'reviewed' ? textOf(detail, 'verdict') : undefined
    const isAnswer = kind === 'commented' || (kind === 'reviewed' && verdict !== 'none')
    if (!isAnswer || (id !== null && id === personOf(request.author))) return []
    return [{ person: id ?? name, name, after: after(at), verdict }]
  })
  const { number, title, author, status, endedAt, bypassReason } = request
  return {
    answers,
    request: {
      ...{ number, title, author: toActor(author), status: oneOf(CHANGE_STATUSES, status) },
      openedAt: opened.toISOString(),
      answeredAfter: answers[0]?.after ?? null,
      approvedAfter: answers.find(({ verdict }) => verdict === 'approved')?.after ?? null,
      endedAfter: endedAt && after(endedAt),
      rounds: answers.filter(({ verdict }) => verdict === 'changes').length,
      isBypassed: status === 'merged' && bypassReason !== null,
    },
  }
}

/** A draft is opened later than it is made; one that is opened again waits since it was opened first. */
function findOpened(createdAt: Date, events: Event[]): Date {
  const first = events.find(({ kind, detail }) => kind === 'changed' && textOf(detail, 'status') !== undefined)
  return first && textOf(first.detail, 'status') === 'open' ? first.at : createdAt
}

function textOf(detail: unknown, key: string): string | undefined {
  const value = detail !== null && typeof detail === 'object' ? (detail as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function tellReviewers(told: Told[]) {
  const byPerson = Map.groupBy(
    told.flatMap(({ answers, request }) => answers.map((answer) => ({ ...answer, number: request.number }))),
    ({ person }) => person,
  )
  return [...byPerson.values()]
    .map((answers) => {
      const first = [...Map.groupBy(answers, ({ number }) => number).values()].map(([answer]) => answer!.after)
      const count = (verdict: string) => answers.filter((answer) => answer.verdict === verdict).length
      return {
        name: answers.at(0)!.name,
        requests: first.length,
        approved: count('approved'),
        askedForChanges: count('changes'),
        answeredAfter: waitsOf(first),
      }
    })
    .sort((x, y) => y.requests - x.requests || (x.name < y.name ? -1 : 1))
}

/** Nearest ranks. */
function waitsOf(minutes: (number | null)[]): WaitsDto {
  const sorted = minutes.filter((each) => each !== null).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
  return sorted.length === 0 ? null : { count: sorted.length, median: at(0.5), p90: at(0.9) }
}
