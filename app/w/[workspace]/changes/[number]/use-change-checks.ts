'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ClientError, callApi, toClientError } from '@/components/data/api-client'
import { type Stop, workOff } from '@/components/data/work-off'
import type { ChangeCheckSetDto } from '@/lib/schemas/changes/change-checks'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { changeChecksQuery } from '../queries'

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
  const stop = useRef<Stop['current']>(null)
  // whoever leaves the page does not go on with it, and stops it for nobody
  useEffect(
    () => () => {
      stop.current = 'left'
    },
    [],
  )

  /** @returns whether all of them came to an end */
  const start = async (sets: ChangeCheckSetDto[]): Promise<boolean> => {
    stop.current = null
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
        if (stop.current !== null) break
        setRunning({ name, done: before, total })
        const path = `/api/v1/query-sets/${encodeURIComponent(querySetId)}/runs`
        const run = await workOff(callApi<RunSummaryDto>(path, { json: release }), {
          ...{ each: '/check-runs', stop },
          tell: ({ done }) => setRunning({ name, done: before + done, total }),
        })
        if (run.error !== null) throw new ClientError({ code: 'CONFLICT', message: `“${name}”: ${run.error}` })
        before += queries
      }
      return stop.current === null
    } catch (thrown) {
      setError(toClientError(thrown))
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
      setError(toClientError(thrown))
      return false
    }
  }
  return {
    running,
    error,
    start,
    startRequired,
    cancel: () => {
      stop.current = 'cancelled'
    },
  }
}
