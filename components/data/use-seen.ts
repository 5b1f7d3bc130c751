'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { unreadQuery } from './inbox-query'
import { runAction, type WorkspaceAction } from './use-action'

/**
 * Marks what the inbox says of something as read when it is shown, and whenever something new of it has been loaded.
 * @param loaded what is shown; undefined as long as nothing is
 */
export function useSeen<I>(mark: WorkspaceAction<I, unknown>, which: I, loaded: unknown): void {
  const client = useQueryClient()
  const { data: unread = 0 } = useQuery(unreadQuery())
  const latest = useRef(which)
  latest.current = which
  const isLoaded = loaded !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newly loaded has been seen, too
  useEffect(() => {
    if (!isLoaded || unread === 0 || document.hidden) return
    // that it could not be marked is no concern of who reads: it is tried again with what comes next
    void runAction(mark, latest.current)
      .then(() => client.invalidateQueries({ queryKey: ['inbox'] }))
      .catch(() => undefined)
  }, [mark, client, isLoaded, loaded, unread])
}
