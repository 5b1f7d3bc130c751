'use client'

import type { FileUIPart } from 'ai'
import { ImageOff } from 'lucide-react'
import { useParams } from 'next/navigation'
import { useState } from 'react'
import { sourceOf } from './image-parts'

/** The images that were sent with a question. */
export function MessageImages({ images }: { images: FileUIPart[] }) {
  if (images.length === 0) return null
  return (
    <ul aria-label="Images of the question" className="mb-1.5 flex flex-wrap justify-end gap-2">
      {images.map((image, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change their order
        <li key={at}>
          <MessageImage image={image} />
        </li>
      ))}
    </ul>
  )
}

function MessageImage({ image }: { image: FileUIPart }) {
  const { workspace } = useParams<{ workspace: string }>()
  const [isMissing, setIsMissing] = useState(false)
  const name = image.filename ?? 'Image'
  const source = sourceOf(image, workspace)
  if (isMissing) {
    return (
      <span className="flex items-center gap-1.5 rounded-md border px-2 py-1 text-fg-muted text-xs">
        <ImageOff className="size-3.5" aria-hidden /> {name} could not be loaded
      </span>
    )
  }
  const shown = (
    // biome-ignore lint/performance/noImgElement: shown as it was sent, by a route that asks who wants it
    <img
      src={source}
      alt={name}
      title={name}
      onError={() => setIsMissing(true)}
      className="max-h-40 max-w-full rounded-md border bg-surface object-contain"
    />
  )
  return source.startsWith('/') ? (
    <a href={source} target="_blank" rel="noreferrer" aria-label={`Open ${name}`}>
      {shown}
    </a>
  ) : (
    shown
  )
}
