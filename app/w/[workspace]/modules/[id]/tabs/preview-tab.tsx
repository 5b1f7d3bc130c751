'use client'

import { useDeferredValue } from 'react'
import { Markdown } from '@/components/markdown/markdown'

/** Beyond this the preview shows the beginning: rendering more would block the page. */
const MAX_LENGTH = 300_000

export function PreviewTab({ body }: { body: string }) {
  const deferred = useDeferredValue(body)
  if (deferred.trim() === '') return <p className="p-4 text-fg-muted text-sm">The body is empty.</p>
  return (
    <div className="p-4">
      <Markdown>{deferred.slice(0, MAX_LENGTH)}</Markdown>
      {deferred.length > MAX_LENGTH && (
        <p className="mt-4 border-t pt-2 text-fg-faint text-xs">The preview ends here; the source goes on.</p>
      )}
    </div>
  )
}
