'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import type { RunSummaryDto } from '@/lib/schemas/check-run'

const post = (path: string, json: unknown = {}) => callApi<RunSummaryDto>(`/api/v1${path}`, { json })

/** Runs a set to its end, request by request, and tells how far it is. */
export function useCheckRun(setId: string) {
  const client = useQueryClient()
  const [run, setRun] = useState<RunSummaryDto | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<ClientError | null>(null)
  const isCancelled = useRef(false)

  const follow = async (first: Promise<RunSummaryDto>) => {
    isCancelled.current = false
    setIsBusy(true)
    setError(null)
    try {
      let latest = await first
      setRun(latest)
      while (latest.status === 'running' && !isCancelled.current) {
        latest = await post(`/check-runs/${latest.id}/continue`)
        setRun(latest)
      }
      if (isCancelled.current) setRun(await post(`/check-runs/${latest.id}/cancel`))
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
    start: (release: string | undefined) =>
      void follow(post(`/query-sets/${setId}/runs`, release === undefined ? {} : { release })),
    goOn: (id: string) => void follow(post(`/check-runs/${id}/continue`)),
    cancel: () => {
      isCancelled.current = true
    },
  }
}
