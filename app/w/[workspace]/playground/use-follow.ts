import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the end of what grows in view, unless its reader has scrolled up.
 * @param size changes whenever it grows
 * @param isFollowed what is there already is read from its end
 */
export function useFollow(
  size: string,
  isFollowed = true,
): { ref: RefObject<HTMLDivElement | null>; onScroll: () => void } {
  const ref = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(isFollowed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows as the text grows
  useEffect(() => {
    if (isFollowing.current) ref.current?.scrollTo({ top: ref.current.scrollHeight })
  }, [size])
  const onScroll = () => {
    if (!ref.current) return
    const { scrollHeight, scrollTop, clientHeight } = ref.current
    isFollowing.current = scrollHeight - scrollTop - clientHeight < 48
  }
  return { ref, onScroll }
}
