import { type RefObject, useEffect, useRef } from 'react'

/** As near to the end as counts as being there. */
const NEAR = 48

/**
 * Keeps the end of what grows in view, unless its reader has scrolled up or works on something in it. Whatever begins
 * anew is followed again.
 * @param size changes whenever it grows
 * @param isGrowing something is being written
 * @param isFollowed what is there already is read from its end
 */
export function useFollow(
  size: string,
  isGrowing: boolean,
  isFollowed = true,
): { ref: RefObject<HTMLDivElement | null>; onScroll: () => void; onClick: () => void } {
  const ref = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(isFollowed)
  const top = useRef(0)
  useEffect(() => {
    if (isGrowing) isFollowing.current = true
  }, [isGrowing])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it holds changes with its size
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const follow = () => {
      if (isFollowing.current) element.scrollTo({ top: element.scrollHeight })
    }
    follow()
    // costs, notes and errors come after the words, and what stands below takes some of the height
    const observer = new ResizeObserver(follow)
    for (const part of [element, ...element.children]) observer.observe(part)
    return () => observer.disconnect()
  }, [size])
  const onScroll = () => {
    if (!ref.current) return
    const { scrollHeight, scrollTop, clientHeight } = ref.current
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR
    // what grew meanwhile leaves the end behind as well: only a reader goes up
    if (isAtEnd || scrollTop < top.current) isFollowing.current = isAtEnd
    top.current = scrollTop
  }
  const onClick = () => {
    isFollowing.current = false
  }
  return { ref, onScroll, onClick }
}
