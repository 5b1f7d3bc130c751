'use client'

import { useDeferredValue } from 'react'
import { Markdown } from '@/components/markdown/markdown'

/** Beyond this the preview shows the beginning: rendering more would block the page. */
const MAX_LENGTH = 100_000

type PreviewTabProps = {
  body: string
  /** Plain text, whose lines are shown as they are. */
  isText: boolean
}

export function PreviewTab({ body, isText }: PreviewTabProps) {
  const deferred = useDeferredValue(body)
  if (deferred.trim() === '') return <p className="p-4 text-fg-muted text-sm">The body is empty.</p>
  const shown = deferred.slice(0, MAX_LENGTH)
  return (
    <div className="p-4">
      {isText ? <p className="whitespace-pre-wrap break-words text-sm">{shown}</p> : <Markdown>{shown}</Markdown>}
      {deferred.length > MAX_LENGTH && (
        <p className="mt-4 border-t pt-2 text-fg-faint text-xs">The preview ends here; the source goes on.</p>
      )}
    </div>
  )
}
