'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ClientError, callApi, toClientError } from '@/components/data/api-client'
import { useSingle } from '@/components/data/use-single'
import { type Stop, workOff } from '@/components/data/work-off'
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

/** Works something off to its end for as long as its page is shown, and tells how far it is. */
export function useFollowed<Work extends Followed>({ start, each, release }: Place) {
  const client = useQueryClient()
  const [followed, setFollowed] = useState<{ work: Work; release: string | undefined } | null>(null)
  const [error, setError] = useState<ClientError | null>(null)
  const stop = useRef<Stop['current']>(null)
  useEffect(
    () => () => {
      stop.current = 'left'
    },
    [],
  )
  const post = (path: string, json: unknown = {}) => callApi<Work>(`/api/v1${path}`, { json })

  const following = useSingle(async (begin: () => Promise<Work>) => {
    stop.current = null
    setError(null)
    try {
      await workOff(begin(), { each, stop, tell: (work) => setFollowed({ work, release }) })
    } catch (thrown) {
      setError(toClientError(thrown))
    } finally {
      await client.invalidateQueries({ queryKey: ['query-sets'] })
      // from here on the list tells it
      setFollowed(null)
    }
  })
  return {
    run: followed?.release === release ? (followed?.work ?? null) : null,
    isBusy: following.isRunning,
    error,
    start: () => void following.run(() => post(start, release === undefined ? {} : { release })),
    goOn: (id: string) => void following.run(() => post(`${each}/${id}/continue`)),
    cancel: () => {
      stop.current = 'cancelled'
    },
  }
}
