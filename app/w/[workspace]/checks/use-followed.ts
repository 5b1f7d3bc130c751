'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import type { AblationSummaryDto } from '@/lib/schemas/ablation'
import type { RunSummaryDto } from '@/lib/schemas/check-run'

type Followed = RunSummaryDto | AblationSummaryDto
/** Where it is begun, and what its own address begins with. */
type Paths = { start: string; each: string }

/** Works something off to its end, request by request, and tells how far it is. */
export function useFollowed<Work extends Followed>({ start, each }: Paths) {
  const client = useQueryClient()
  const [run, setRun] = useState<Work | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<ClientError | null>(null)
  const isCancelled = useRef(false)
  const post = (path: string, json: unknown = {}) => callApi<Work>(`/api/v1${path}`, { json })

  const follow = async (first: Promise<Work>) => {
    isCancelled.current = false
    setIsBusy(true)
    setError(null)
    try {
      let latest = await first
      setRun(latest)
      while (latest.status === 'running' && !isCancelled.current) {
        latest = await post(`${each}/${latest.id}/continue`)
        setRun(latest)
      }
      if (isCancelled.current) setRun(await post(`${each}/${latest.id}/cancel`))
    } catch (thrown) {
      setError(thrown instanceof ClientError ? thrown : new ClientError({ code: 'INTERNAL', message: String(thrown) }))
    } finally {
      setIsBusy(false)
      await client.invalidateQueries({ queryKey: ['query-sets'] })
      // from here on the list tells it
      setRun(null)
    }
  }
  return {
    run,
    isBusy,
    error,
    start: (release: string | undefined) => void follow(post(start, release === undefined ? {} : { release })),
    goOn: (id: string) => void follow(post(`${each}/${id}/continue`)),
    cancel: () => {
      isCancelled.current = true
    },
  }
}
