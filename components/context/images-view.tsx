import { Circle, CircleDot } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-number'
import { Tokens } from '@/components/ui/tokens'
import type { ImageTrace } from '@/lib/engine'
import { reasonSentence } from './reason-sentence'

const KB = 1024

/** The images of the question and of the conversation: what was sent, what was not, and why. */
export function ImagesView({ images }: { images: ImageTrace[] }) {
  return (
    <>
      <p className="border-b px-3 py-2 text-fg-muted text-xs">
        Tokens of an image are an estimate, by the formula that the model’s provider publishes, else one for each 28 ×
        28 pixels. They count for the section of the message.
      </p>
      <ul aria-label="Images">
        {images.map((image) => {
          const isSent = image.fate === 'included'
          const Mark = isSent ? CircleDot : Circle
          return (
            <li key={image.imageId} className="grid grid-cols-[auto_1fr_auto] items-start gap-x-2 border-b px-3 py-2">
              <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
              <span className="min-w-0">
                <span className={cn('block truncate text-sm', !isSent && 'text-fg-muted')} title={image.name}>
                  {image.name}
                </span>
                <span className="block text-fg-faint text-xs">
                  {isSent ? 'sent: ' : 'not sent: '}
                  {reasonSentence(image)}
                </span>
                <span className="block text-fg-faint text-xs">
                  {image.mediaType.slice('image/'.length).toUpperCase()}, {formatNumber(image.width)} ×{' '}
                  {formatNumber(image.height)} pixels, {formatNumber(Math.ceil(image.sizeBytes / KB))} KB
                </span>
                <span className="block truncate font-mono text-fg-faint text-xs" title={`SHA-256 ${image.sha256}`}>
                  {image.sha256}
                </span>
              </span>
              <Tokens value={image.tokens} hasUnit className="pt-0.5 text-fg-muted text-xs" />
            </li>
          )
        })}
      </ul>
    </>
  )
}
