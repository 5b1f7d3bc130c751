import { type RefObject, useEffect, useState } from 'react'

/** Whether an element of what scrolls, named by a selector, has been within a height of its view; it stays so. */
export function useNearView(ref: RefObject<HTMLElement | null>, scroller: string): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || isNear) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true)
      },
      { root: element.closest(scroller), rootMargin: '100% 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, scroller, isNear])
  return isNear
}
