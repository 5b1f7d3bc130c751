'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { moveStored, readStored, writeStored } from './browser-storage'

/**
 * A text that survives a reload, an expired session and a closed tab, until it is emptied.
 * @param begun where it stands until it has a key of its own: what was written here goes along when the key changes from it
 */
export function useStoredText(key: string, begun?: string): [string, (text: string) => void] {
  const [text, setText] = useState('')
  const own = useRef(text)
  const last = useRef(key)
  useEffect(() => {
    const from = last.current
    last.current = key
    if (from !== key && from === begun) moveStored(from, key, own.current)
    own.current = readStored(key) ?? ''
    setText(own.current)
  }, [key, begun])
  const store = useCallback(
    (next: string) => {
      own.current = next
      setText(next)
      writeStored(key, next === '' ? null : next)
    },
    [key],
  )
  return [text, store]
}
