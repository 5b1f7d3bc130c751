import { startTransition, useEffect, useState } from 'react'

/** As many as fill a view, with some to scroll to, and as many as are added at a time. */
const AT_ONCE = 40

/**
 * From which row on a thread is shown: its end at first, so that it can be read and asked in at once, and what was before
 * part by part, until all of it is there.
 * @param wanted a row that is there from the beginning, such as the selected one; -1 for none
 */
export function useFilled(count: number, wanted: number): number {
  const end = Math.max(0, count - AT_ONCE)
  const [from, setFrom] = useState(wanted < 0 ? end : Math.min(end, wanted))
  useEffect(() => {
    if (from === 0) return
    const timer = setTimeout(() => startTransition(() => setFrom(Math.max(0, from - AT_ONCE))))
    return () => clearTimeout(timer)
  }, [from])
  return from
}
