'use client'

import { useCallback, useEffect, useState } from 'react'

/** A text that survives a reload, an expired session and a closed tab, until it is emptied. */
export function useStoredText(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('')
  useEffect(() => {
    const stored = localStorage.getItem(key)
    if (stored) setText(stored)
  }, [key])
  const store = useCallback(
    (next: string) => {
      setText(next)
      if (next === '') localStorage.removeItem(key)
      else localStorage.setItem(key, next)
    },
    [key],
  )
  return [text, store]
}
