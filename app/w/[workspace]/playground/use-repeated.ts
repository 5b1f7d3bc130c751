'use client'

import { useEffect, useRef } from 'react'

/** Does something again and again while it is given, and as soon as the browser is online again; one at a time. */
export function useRepeated(work: (() => Promise<unknown>) | null, everyMs: number): void {
  const latest = useRef(work)
  latest.current = work
  const isWanted = work !== null
  useEffect(() => {
    if (!isWanted) return
    let isWorking = false
    const repeat = () => {
      if (isWorking) return
      isWorking = true
      void latest.current?.().finally(() => {
        isWorking = false
      })
    }
    const timer = setInterval(repeat, everyMs)
    window.addEventListener('online', repeat)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', repeat)
    }
  }, [isWanted, everyMs])
}
