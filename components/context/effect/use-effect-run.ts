'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type ClientError, toClientError } from '@/components/data/api-client'
import { type ChangedQueryDto, compareEffects, type EffectPartDto } from '@/lib/schemas/changes/change-effect'
import type { BrokenPrefixes } from '@/lib/schemas/contexts/cache-map'

/** How often it begins anew when the library moves on under it. */
const MAX_STARTS = 3

/** `prefixes` is told of change requests alone, by the first part. */
type EffectPart = EffectPartDto & { prefixes?: BrokenPrefixes | null }

type Place = { from: number; upTo?: string }
export type AskForPart = (place: Place, signal: AbortSignal) => Promise<EffectPart>

export type EffectState = {
  done: number
  total: number
  unchanged: number
  notComposed: number
  /** Broken checks first, then the largest effect. */
  changes: ChangedQueryDto[]
  /** Of both sides, as they were when the first part was composed. */
  revisions: EffectPartDto['revisions'] | null
  /** What merging costs in providers' caches; null until it is known. */
  prefixes: BrokenPrefixes | null
  status: 'running' | 'done' | 'cancelled' | 'failed'
  error: ClientError | null
}

const START: EffectState = {
  done: 0,
  total: 0,
  unchanged: 0,
  notComposed: 0,
  changes: [],
  revisions: null,
  prefixes: null,
  status: 'running',
  error: null,
}

/**
 * Composes a query set, or recent questions, in two ways, request by request, and tells what came of it so far.
 * @param ask for the contexts from a place on; another function begins anew, so keep it with `useCallback`
 */
export function useEffectRun(ask: AskForPart) {
  const [state, setState] = useState<EffectState>(START)
  const current = useRef<AbortController | null>(null)

  const start = useCallback(async () => {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    const { signal } = controller
    try {
      for (let starts = 1; ; starts++) {
        let found = START
        let revisions: EffectPart['revisions'] | undefined
        let place: Place | null = { from: 0 }
        setState(START)
        while (place) {
          const part: EffectPart = await ask(place, signal)
          if (signal.aborted) return
          const { a, b } = part.revisions
          if (revisions && (revisions.a !== a || revisions.b !== b) && starts < MAX_STARTS) break
          revisions = part.revisions
          const { next, upTo } = part
          place = next === null ? null : { from: next, ...(upTo !== null && { upTo }) }
          found = add(found, part)
          setState(found)
        }
        if (!place) return
      }
    } catch (thrown) {
      if (signal.aborted) return
      setState((latest) => ({ ...latest, status: 'failed', error: toClientError(thrown) }))
    }
  }, [ask])

  useEffect(() => {
    void start()
    return () => current.current?.abort()
  }, [start])

  const cancel = () => {
    current.current?.abort()
    setState((latest) => ({ ...latest, status: 'cancelled' }))
  }
  return { ...state, cancel, start: () => void start() }
}

function add(found: EffectState, part: EffectPart): EffectState {
  return {
    ...found,
    done: part.next ?? part.total,
    total: part.total,
    unchanged: found.unchanged + part.unchanged,
    notComposed: found.notComposed + part.notComposed,
    changes: [...found.changes, ...part.changes].sort(compareEffects),
    revisions: found.revisions ?? part.revisions,
    prefixes: part.prefixes ?? found.prefixes,
    status: part.next === null ? 'done' : 'running',
  }
}
