'use client'

import type { FileUIPart } from 'ai'
import { ImagePlus, X } from 'lucide-react'
import { useParams } from 'next/navigation'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { IMAGE_MEDIA_TYPES } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { sourceOf, toFilePart } from './image-parts'
import type { AttachedImages } from './use-attached-images'

type AttachedImageListProps = Pick<AttachedImages, 'images' | 'remove'> & {
  /** Of a question that is edited: those that it has. */
  kept?: FileUIPart[]
  onRemoveKept?: (image: FileUIPart) => void
}

/** The images that go with the question, each to be taken back. */
export function AttachedImageList({ images, remove, kept = [], onRemoveKept }: AttachedImageListProps) {
  const { workspace } = useParams<{ workspace: string }>()
  if (images.length + kept.length === 0) return null
  return (
    <ul aria-label="Attached images" className="flex flex-wrap gap-2 px-3 pt-2.5">
      {kept.map((image) => {
        const { filename: name = 'Image' } = image
        const source = sourceOf(image, workspace)
        return <AttachedImage key={source} name={name} source={source} onRemove={() => onRemoveKept?.(image)} />
      })}
      {images.map((image) => {
        const { key, name, width, height } = image
        const title = `${name}, ${width} × ${height} pixels`
        const source = toFilePart(image).url
        return <AttachedImage key={key} name={name} title={title} source={source} onRemove={() => remove(key)} />
      })}
    </ul>
  )
}

type AttachedImageProps = { name: string; title?: string; source: string; onRemove: () => void }

function AttachedImage({ name, title = name, source, onRemove }: AttachedImageProps) {
  return (
    <li className="relative">
      {/* biome-ignore lint/performance/noImgElement: it is here already, or shown as it was sent */}
      <img src={source} alt={name} title={title} className="size-16 rounded-md border bg-surface object-cover" />
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="absolute -top-1.5 -right-1.5 grid size-6 place-items-center rounded-full border bg-background text-fg-muted hover:text-fg"
      >
        <X className="size-3" aria-hidden />
      </button>
    </li>
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
