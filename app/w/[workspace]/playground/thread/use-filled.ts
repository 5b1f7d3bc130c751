import { startTransition, useEffect, useState } from 'react'

/** As many as fill a view, with some to scroll to, and as many as are added at a time. */
const AT_ONCE = 40

/** After which browsers have told screen readers what came last. */
export const TOLD_MS = 1000

/**
 * From which row on a thread is shown: its end at first, so that it can be read and asked in at once, and what was before
 * part by part, until all of it is there.
 * @param wanted a row that is there from the beginning, such as the selected one; -1 for none
 * @returns and whether nothing old comes any more, so that what comes is worth being read out
 */
export function useFilled(count: number, wanted: number): { from: number; isFilled: boolean } {
  const end = Math.max(0, count - AT_ONCE)
  const [from, setFrom] = useState(wanted < 0 ? end : Math.min(end, wanted))
  const [isFilled, setIsFilled] = useState(from === 0)
  useEffect(() => {
    if (isFilled) return
    const timer =
      from === 0
        ? setTimeout(() => setIsFilled(true), TOLD_MS)
        : setTimeout(() => startTransition(() => setFrom(Math.max(0, from - AT_ONCE))))
    return () => clearTimeout(timer)
  }, [from, isFilled])
  return { from, isFilled }
}
