'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Textarea } from '@/components/ui/input'

type ChunkTextEditorProps = {
  text: string
  /** When the chunk is sent, what the source has elsewhere is added to it. */
  isAddedTo: boolean
  /** False when the source has changed at this place meanwhile. */
  onReplace: (before: string, after: string) => boolean
  /** Whether it differs from what it began with. */
  onTyped: (isTyped: boolean) => void
  onClose: () => void
}

/** The chunk's span of the source: taking it over changes the draft there, and is saved like any other change of it. */
export function ChunkTextEditor({ text, isAddedTo, onReplace, onTyped, onClose }: ChunkTextEditorProps) {
  const [before] = useState(text)
  const [after, setAfter] = useState(text)
  const [isGone, setIsGone] = useState(false)
  const foot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    foot.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const take = () => {
    if (before === after || onReplace(before, after)) onClose()
    else setIsGone(true)
  }
  return (
    <div className="space-y-2 p-2">
      {isGone && (
        <Notice
          tone="warning"
          title="The source changed at this place meanwhile. Your text is kept here: copy what you need, or find the chunk again."
        />
      )}
      <Textarea
        aria-label="Text of this chunk"
        className="field-sizing-content max-h-96 font-mono text-xs leading-5"
        value={after}
        autoFocus
        onChange={({ target }) => {
          setAfter(target.value)
          onTyped(target.value !== before)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') {
            event.preventDefault()
            // what was typed is given up by the button alone
            if (before === after) onClose()
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            event.stopPropagation()
            take()
          }
        }}
      />
      {isAddedTo && (
        <p className="text-fg-muted text-xs">
          This is its part of the source. The head of its table or the fence of its code is added again when it is sent.
        </p>
      )}
      <div ref={foot} className="flex scroll-mb-2 justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" onClick={take}>
          Change the draft
        </Button>
      </div>
    </div>
  )
}
