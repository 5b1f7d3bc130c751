import { formatNumber } from '@/components/ui/format-number'
import type { ImageTrace } from '@/lib/engine'
import { SentRow } from './sent-row'

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
        {images.map((image) => (
          <SentRow
            key={image.imageId}
            told={image}
            title={
              <span className="block truncate" title={image.name}>
                {image.name}
              </span>
            }
          >
            <span className="block text-fg-faint text-xs">
              {image.mediaType.slice('image/'.length).toUpperCase()}, {formatNumber(image.width)} ×{' '}
              {formatNumber(image.height)} pixels, {formatNumber(Math.ceil(image.sizeBytes / KB))} KB
            </span>
            <span className="block truncate font-mono text-fg-faint text-xs" title={`SHA-256 ${image.sha256}`}>
              {image.sha256}
            </span>
          </SentRow>
        ))}
      </ul>
    </>
  )
}
