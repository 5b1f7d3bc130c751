'use client'

import { useQuery } from '@tanstack/react-query'
import { Markdown } from '@/components/markdown/markdown'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { historyQuery } from './queries'

type HistoryDialogProps = { threadId: string; commentId: string; onClose: () => void }

/** What a comment said over time. */
export function HistoryDialog({ threadId, commentId, onClose }: HistoryDialogProps) {
  const { data, error, refetch } = useQuery(historyQuery(threadId, commentId))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="md" title="What this comment said">
      {error ? (
        <ErrorState title="It could not be loaded" description={error.message} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-24" />
      ) : (
        <ol className="space-y-4">
          {data.items.map(({ revision, text, writtenAt }, i) => (
            <li key={revision} className="space-y-1">
              <p className="text-fg-faint text-xs">
                {i === 0 ? 'Now, written ' : 'Written '}
                <RelativeTime date={writtenAt} />
              </p>
              <Markdown className="text-sm">{text}</Markdown>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  )
}
