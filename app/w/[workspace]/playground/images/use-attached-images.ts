import { useState } from 'react'
import { type AttachedImage, readImageFile, withAttached } from './read-image-file'

/**
 * The images that go with the next question, and what is wrong with those that were not taken.
 * @param kept how many it has besides
 * @param first those that it begins with
 */
export function useAttachedImages(kept = 0, first: AttachedImage[] = []) {
  const [images, setImages] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  return {
    images,
    problem,
    add: async (files: File[]) => {
      const read = await Promise.all(files.map(readImageFile))
      setImages((attached) => {
        const next = withAttached(attached, read, kept)
        setProblem(next.problem)
        return next.images
      })
    },
    remove: (key: string) => {
      setProblem(null)
      setImages((attached) => attached.filter((image) => image.key !== key))
    },
    /** All of them at once: none, or those of a question that was refused. */
    replace: (next: AttachedImage[]) => {
      setProblem(null)
      setImages(next)
    },
  }
}

export type AttachedImages = ReturnType<typeof useAttachedImages>
