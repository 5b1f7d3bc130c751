'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ClientError, callApi } from '@/components/data/api-client'
import type { ChangeCheckSetDto } from '@/lib/schemas/changes/change-checks'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { changeChecksQuery } from '../queries'

const post = (path: string, json: unknown = {}) => callApi<RunSummaryDto>(`/api/v1${path}`, { json })

type RunningChecks = { name: string; done: number; total: number }

/**
 * Runs query sets with a change request, each with its target first, request by request. `running` counts queries of all the
 * runs together; null when none is under way.
 */
export function useChangeChecks({
  number,
  releaseId,
  target,
  checksState,
}: Pick<ChangeRequestDto, 'number' | 'releaseId' | 'target' | 'checksState'>) {
  const client = useQueryClient()
  const [running, setRunning] = useState<RunningChecks | null>(null)
  const [error, setError] = useState<ClientError | null>(null)
  const isCancelled = useRef(false)
  // whoever leaves the page does not go on with it
  useEffect(
    () => () => {
      isCancelled.current = true
    },
    [],
  )

  /** @returns whether all of them came to an end */
  const start = async (sets: ChangeCheckSetDto[]): Promise<boolean> => {
    isCancelled.current = false
    setError(null)
    const runs = sets.flatMap((set) => [
      // the target does not know a set that the change creates
      ...(set.production || set.edit === 'create'
        ? []
        : [{ ...set, release: target.isProduction ? {} : { release: target.id } }]),
      { ...set, release: releaseId === null ? {} : { release: releaseId } },
    ])
    const total = runs.reduce((sum, { queries }) => sum + queries, 0)
    let before = 0
    try {
      for (const { querySetId, name, queries, release } of runs) {
        if (isCancelled.current) break
        setRunning({ name, done: before, total })
        let run = await post(`/query-sets/${encodeURIComponent(querySetId)}/runs`, release)
        while (run.status === 'running' && !isCancelled.current) {
          setRunning({ name, done: before + run.done, total })
          run = await post(`/check-runs/${run.id}/continue`)
        }
        if (run.status === 'running') await post(`/check-runs/${run.id}/cancel`)
        if (run.error !== null) throw new ClientError({ code: 'CONFLICT', message: `“${name}”: ${run.error}` })
        before += queries
      }
      return !isCancelled.current
    } catch (thrown) {
      setError(thrown instanceof ClientError ? thrown : new ClientError({ code: 'INTERNAL', message: String(thrown) }))
      return false
    } finally {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['query-sets'] }),
        client.invalidateQueries({ queryKey: ['changes'] }),
      ])
      setRunning(null)
    }
  }
  /**
   * Runs the required sets that are not current: merging and approving would run them as well, without telling how far they
   * are. @returns whether all required ones are current now
   */
  const startRequired = async (): Promise<boolean> => {
    try {
      const { items } = await client.fetchQuery({ ...changeChecksQuery(number, checksState), staleTime: 0 })
      const toRun = items.filter(({ isRequired, isCurrent }) => isRequired && !isCurrent)
      return toRun.length === 0 || (await start(toRun))
    } catch (thrown) {
      setError(thrown instanceof ClientError ? thrown : new ClientError({ code: 'INTERNAL', message: String(thrown) }))
      return false
    }
  }
  return {
    running,
    error,
    start,
    startRequired,
    cancel: () => {
      isCancelled.current = true
    },
  }
}
