'use client'

import { useCallback, useRef, useState } from 'react'

/** What is in the making, by the name of its form. On the server there is never any. */
const kept = new Map<string, unknown>()

export const isKept = (name: string) => kept.has(name)

/** For what was saved, or given up by its button. */
export const forgetKept = (name: string) => void kept.delete(name)

/**
 * State of a form that waits for whoever leaves it by another row, tab or screen, until it is forgotten; a reload ends it.
 * @param name unique among all workspaces; another one needs another `key` of the component
 */
export function useKept<T>(name: string, begin: () => T): [T, (change: (value: T) => T) => void] {
  const [value, setValue] = useState(() => (kept.has(name) ? (kept.get(name) as T) : begin()))
  const latest = useRef(value)
  const change = useCallback(
    (next: (value: T) => T) => {
      latest.current = next(latest.current)
      kept.set(name, latest.current)
      setValue(latest.current)
    },
    [name],
  )
  return [value, change]
}
