'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import type { Earlier } from './use-earlier'

const THREAD = '[data-thread]'

/** Stands where a thread goes on upwards: what was said before comes as its reader comes near, or asks for it. */
export function EarlierMessages({ earlier }: { earlier: Earlier }) {
  const { count, isLoading, error, load } = earlier
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(load)
  latest.current = load
  const isWaiting = !isLoading && error === null
  // looked at anew after each part: it may still be near
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each part
  useEffect(() => {
    const element = place.current
    if (!element || !isWaiting) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current()
      },
      { root: element.closest(THREAD), rootMargin: '100% 0px 0px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [count, isWaiting])
  // whoever reads by keyboard goes on at the message below when there is nothing to ask for any more
  useLayoutEffect(() => {
    const element = place.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      element.closest(THREAD)?.querySelector<HTMLElement>('[data-message]')?.focus({ preventScroll: true })
    }
  }, [])
  const label = error ? 'Try again' : `Load ${formatCount(count, 'earlier message')}`
  return (
    <div ref={place} className="flex flex-col items-center gap-2">
      {error && (
        <Notice tone="danger" title="Earlier messages could not be loaded." requestId={error.requestId}>
          {error.message}
        </Notice>
      )}
      <Button variant={error ? 'secondary' : 'ghost'} size="sm" aria-disabled={isLoading} onClick={load}>
        {isLoading ? 'Loading earlier messages…' : label}
      </Button>
    </div>
  )
}
