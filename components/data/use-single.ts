'use client'

import { useRef, useState } from 'react'

/**
 * Work of which one runs at a time: a second click does nothing while the first is under way, also before the screen can
 * say so.
 */
export function useSingle<Args extends unknown[]>(work: (...args: Args) => Promise<void>) {
  const isRunning = useRef(false)
  const [isShown, setIsShown] = useState(false)
  const run = async (...args: Args) => {
    if (isRunning.current) return
    isRunning.current = true
    setIsShown(true)
    try {
      await work(...args)
    } finally {
      isRunning.current = false
      setIsShown(false)
    }
  }
  return { run, isRunning: isShown }
}
