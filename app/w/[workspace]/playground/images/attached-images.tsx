'use client'

import { ImagePlus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { IMAGE_MEDIA_TYPES } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { toFilePart } from './image-parts'
import type { AttachedImages } from './use-attached-images'

/** The images that go with the question, each to be taken back. */
export function AttachedImageList({ images, remove }: Pick<AttachedImages, 'images' | 'remove'>) {
  if (images.length === 0) return null
  return (
    <ul aria-label="Attached images" className="flex flex-wrap gap-2 px-3 pt-2.5">
      {images.map((image) => (
        <li key={image.key} className="relative">
          {/* biome-ignore lint/performance/noImgElement: it is here already */}
          <img
            src={toFilePart(image).url}
            alt={image.name}
            title={`${image.name}, ${image.width} × ${image.height} pixels`}
            className="size-16 rounded-md border bg-surface object-cover"
          />
          <button
            type="button"
            aria-label={`Remove ${image.name}`}
            onClick={() => remove(image.key)}
            className="absolute -top-1.5 -right-1.5 grid size-6 place-items-center rounded-full border bg-background text-fg-muted hover:text-fg"
          >
            <X className="size-3" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}

export function AttachImages({ add }: Pick<AttachedImages, 'add'>) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tooltip content={`Attach up to ${LIMITS.messageImages} images; paste and drop work too`}>
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-fg-muted"
          aria-label="Attach images"
          onClick={() => input.current?.click()}
        >
          <ImagePlus />
        </Button>
      </Tooltip>
      <input
        ref={input}
        type="file"
        aria-label="Images"
        hidden
        multiple
        accept={IMAGE_MEDIA_TYPES.join(',')}
        onChange={({ currentTarget }) => {
          void add([...(currentTarget.files ?? [])])
          // the same file may be chosen again
          currentTarget.value = ''
        }}
      />
    </>
  )
}
