'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquareText } from 'lucide-react'
import { ClientError } from '@/components/data/api-client'
import { runAction } from '@/components/data/use-action'
import { useSeen } from '@/components/data/use-seen'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { markNotificationsAction } from '../inbox/actions'
import { startThreadAction } from './actions'
import { CommentForm } from './comment-form'
import type { Me } from './me'
import { showThread, threadsQuery } from './queries'
import { ThreadCard } from './thread-card'

type ModuleDiscussionProps = { moduleId: string; me: Me; selected?: string | null }

/** What people say of a module outside any change request. */
export function ModuleDiscussion({ moduleId, me, selected }: ModuleDiscussionProps) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(threadsQuery({ moduleId }))
  useSeen(markNotificationsAction, { moduleId }, data)
  const start = async (text: string) => showThread(client, await runAction(startThreadAction, { moduleId, text }))
  return (
    <div className="space-y-3 p-3">
      {data && <LoadedBefore error={error} />}
      {error && !data ? (
        <ErrorState
          title="The discussion could not be loaded"
          description={error.message}
          requestId={error instanceof ClientError ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <Skeleton className="h-32" />
      ) : data.length === 0 ? (
        <EmptyState
          icon={MessageSquareText}
          title="Nobody has said anything yet"
          description="This is for what concerns the module itself. A line of a proposed change is discussed in its change request."
          className="py-6"
        />
      ) : (
        data.map((thread) => <ThreadCard key={thread.id} thread={thread} me={me} isSelected={thread.id === selected} />)
      )}
      {me.canComment ? (
        <CommentForm
          draftKey={`module:${moduleId}`}
          label="Comment on this module"
          submits={[{ label: 'Comment', run: start }]}
        />
      ) : (
        <p className="text-fg-muted text-xs">Viewers read discussions; reviewers and editors comment.</p>
      )}
    </div>
  )
}
