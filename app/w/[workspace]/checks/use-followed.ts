'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import type { AblationSummaryDto } from '@/lib/schemas/query-sets/ablation'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'

type Followed = RunSummaryDto | AblationSummaryDto
type Place = {
  /** Where it is begun, and what its own address begins with. */
  start: string
  each: string
  /** Only what was begun here is told. */
  release: string | undefined
}

/** Works something off to its end, request by request, and tells how far it is. */
export function useFollowed<Work extends Followed>({ start, each, release }: Place) {
  const client = useQueryClient()
  const [followed, setFollowed] = useState<{ work: Work; release: string | undefined } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<ClientError | null>(null)
  const isCancelled = useRef(false)
  const post = (path: string, json: unknown = {}) => callApi<Work>(`/api/v1${path}`, { json })

  const follow = async (first: Promise<Work>) => {
    const tell = (work: Work) => setFollowed({ work, release })
    isCancelled.current = false
    setIsBusy(true)
    setError(null)
    try {
      let latest = await first
      tell(latest)
      while (latest.status === 'running' && !isCancelled.current) {
        latest = await post(`${each}/${latest.id}/continue`)
        tell(latest)
      }
      if (isCancelled.current) tell(await post(`${each}/${latest.id}/cancel`))
    } catch (thrown) {
      setError(thrown instanceof ClientError ? thrown : new ClientError({ code: 'INTERNAL', message: String(thrown) }))
    } finally {
      setIsBusy(false)
      await client.invalidateQueries({ queryKey: ['query-sets'] })
      // from here on the list tells it
      setFollowed(null)
    }
  }
  return {
    run: followed?.release === release ? (followed?.work ?? null) : null,
    isBusy,
    error,
    start: () => void follow(post(start, release === undefined ? {} : { release })),
    goOn: (id: string) => void follow(post(`${each}/${id}/continue`)),
    cancel: () => {
      isCancelled.current = true
    },
  }
}
