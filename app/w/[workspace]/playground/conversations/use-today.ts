import { useSyncExternalStore } from 'react'

const subscribe = () => () => undefined

/**
 * The day that it is where the reader is: a date of it, the same all day; null on the server and until the page is alive,
 * since the server's calendar may be on another day.
 */
export function useToday(): Date | null {
  const day = useSyncExternalStore(
    subscribe,
    () => new Date().toDateString(),
    () => null,
  )
  return day === null ? null : new Date(day)
}
