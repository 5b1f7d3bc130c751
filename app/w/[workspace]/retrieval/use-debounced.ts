import { useEffect, useState } from 'react'

/** The value as it was when it last stayed the same for `delayMs`. Values are compared by `key`. */
export function useDebounced<T>(value: T, key: string, delayMs: number): T {
  const [settled, setSettled] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [key, delayMs])
  return settled
}
