import { callApi } from './api-client'

/** Whether whoever waits has cancelled the work, or only left the page: then it can be gone on with. */
export type Stop = { current: 'cancelled' | 'left' | null }

type Work = { id: string; status: string }
type Post<W> = (path: string) => Promise<W>

/**
 * Works off what was begun to its end, request by request.
 * @param each what its own address begins with, as in `/check-runs`
 * @param tell how far it is, after each request
 * @throws ClientError
 */
export async function workOff<W extends Work>(
  first: Promise<W>,
  { each, stop, tell }: { each: string; stop: Stop; tell: (work: W) => void },
  post: Post<W> = (path) => callApi<W>(`/api/v1${path}`, { json: {} }),
): Promise<W> {
  let work = await first
  tell(work)
  while (work.status === 'running' && stop.current === null) {
    work = await post(`${each}/${work.id}/continue`)
    tell(work)
  }
  if (work.status !== 'running' || stop.current !== 'cancelled') return work
  work = await post(`${each}/${work.id}/cancel`)
  tell(work)
  return work
}
