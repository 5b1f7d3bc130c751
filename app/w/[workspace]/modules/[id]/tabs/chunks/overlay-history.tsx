'use client'

import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { showError } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { toastUndo } from '@/components/ui/toast'
import { tellCurationBack } from '@/components/ui/toast-words'
import { describeOverlay } from '../../editor-words'
import { overlayVersionsQuery } from '../../queries'

type OverlayHistoryProps = {
  id: string
  version: number
  canWrite: boolean
  onRestore: (version: number) => Promise<void>
}

/** Every change of the curation, newest first; any of them can be brought back. */
export function OverlayHistory(props: OverlayHistoryProps) {
  return (
    <Popover
      label="History of the curation"
      align="end"
      className="max-h-96 w-80 overflow-y-auto"
      trigger={
        <Button size="sm">
          <History />
          History
        </Button>
      }
    >
      <Versions {...props} />
    </Popover>
  )
}

function Versions({ id, version: current, canWrite, onRestore }: OverlayHistoryProps) {
  const { data, error } = useQuery(overlayVersionsQuery(id))
  if (error && !data) return <Notice title={error.message} />
  if (!data) return <Skeleton className="h-16" />
  const restore = (version: number) => {
    onRestore(version)
      .then(() => toastUndo(tellCurationBack(version), () => onRestore(current).catch(showError)))
      .catch(showError)
  }
  return (
    <ul className="divide-y">
      {data.items.map(({ version, message, author, createdAt, excluded, keywords, questions }) => (
        <li key={version} className="flex items-start gap-2 py-2 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1">
            <p className="text-sm">
              <span className="tabular font-medium">v{version}</span> {message}
            </p>
            <p className="text-fg-faint text-xs">
              {author.name && `${author.name} · `}
              <RelativeTime date={createdAt} />
            </p>
            <p className="tabular text-fg-muted text-xs">{describeOverlay(excluded, keywords, questions)}</p>
          </div>
          {version === current ? (
            <Badge tone="success">In force</Badge>
          ) : (
            canWrite && (
              <Button size="sm" aria-label={`Restore version ${version}`} onClick={() => restore(version)}>
                Restore
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  )
}
