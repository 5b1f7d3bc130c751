import { AppError } from '@/lib/errors'
import type { CheckRunDto, RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import type { QuerySetDto, QuerySetSummaryDto } from '@/lib/schemas/query-sets/query-set'

type Call = <T>(path: string, body?: unknown) => Promise<T>

/** Of one request; a run is worked on for some seconds in each. */
const REQUEST_MS = 120_000

/** Calls `/api/v1` of a running Loadout: GET without a body, POST with one. @throws Error with the server's sentence */
export function callLoadout(url: string, key: string): Call {
  return async <T>(path: string, body?: unknown) => {
    const response = await fetch(new URL(`/api/v1${path}`, url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_MS),
    }).catch((error: Error) => {
      throw new AppError('UNAVAILABLE', `${url} cannot be reached: ${error.message}`)
    })
    const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null
    if (response.ok) return answer as T
    throw new AppError('UPSTREAM', answer?.error?.message ?? `${url} answered ${response.status}.`)
  }
}

type Wanted = {
  /** Id or name of a set that is there. */
  named?: string
  /** A file, which replaces the set of its name. */
  content?: string
  release?: string
  deadlineMs: number
}

/** Runs a set to its end. @throws AppError where there is no such set, and when it takes longer than `deadlineMs` */
export async function runChecks(call: Call, { named, content, release, deadlineMs }: Wanted) {
  const deadline = performance.now() + deadlineMs
  const set =
    content === undefined
      ? findSet((await call<{ items: QuerySetSummaryDto[] }>('/query-sets')).items, named ?? '')
      : await call<QuerySetDto>('/query-sets/import', { content, byName: true })
  let run = await call<RunSummaryDto>(`/query-sets/${set.id}/runs`, release === undefined ? {} : { release })
  while (run.status === 'running') {
    if (performance.now() > deadline) {
      await call(`/check-runs/${run.id}/cancel`, {})
      throw new AppError(
        'UNAVAILABLE',
        `${run.done} of ${run.total} queries were done in time: give a longer --timeout.`,
      )
    }
    run = await call<RunSummaryDto>(`/check-runs/${run.id}/continue`, {})
  }
  return { set, run: await call<CheckRunDto>(`/check-runs/${run.id}`) }
}

function findSet(items: QuerySetSummaryDto[], named: string): Pick<QuerySetSummaryDto, 'id' | 'name'> {
  const byId = items.find(({ id }) => id === named)
  const byName = items.filter(({ name }) => name === named)
  if (byId ?? byName.length === 1) return (byId ?? byName[0])!
  if (byName.length > 1) {
    const ids = byName.map(({ id }) => id).join(', ')
    throw new AppError('CONFLICT', `${byName.length} query sets are called “${named}”: name one by its id (${ids}).`)
  }
  throw new AppError('NOT_FOUND', `There is no query set “${named}”.`)
}
