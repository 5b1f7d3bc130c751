'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { readStored, writeStored } from './browser-storage'

/**
 * A text that survives a reload, an expired session and a closed tab, until it is emptied.
 * @param begun where it stands until it has a key of its own: what stands there goes along when the key changes from it
 */
export function useStoredText(key: string, begun?: string): [string, (text: string) => void] {
  const [text, setText] = useState('')
  const last = useRef(key)
  useEffect(() => {
    const from = last.current
    last.current = key
    if (from !== key && from === begun) {
      writeStored(key, readStored(from))
      writeStored(from, null)
    }
    setText(readStored(key) ?? '')
  }, [key, begun])
  const store = useCallback(
    (next: string) => {
      setText(next)
      writeStored(key, next === '' ? null : next)
    },
    [key],
  )
  return [text, store]
}
