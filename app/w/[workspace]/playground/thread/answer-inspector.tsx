'use client'

import { TextSearch } from 'lucide-react'
import type { ContextInspector } from '@/components/context/context-inspector'
import { PipelineAhead } from '@/components/context/steps/pipeline-ahead'
import { ClientError } from '@/components/data/api-client'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { compositionIdOf, isRunning, stepsOf } from '../chat-message'
import { type Inspected, NOTHING_INSPECTED } from '../inspected-answer'
import { AnswerContext } from './answer-context'
import { useComposition } from './use-composition'

type AnswerInspectorProps = Omit<Parameters<typeof ContextInspector>[0], 'context'> & {
  inspected: Inspected | null
  canAsk: boolean
  canWrite: boolean
  compared: string | null
  onCompare: (compared: string) => void
  /** The last question is asked again, and its answer to be compared. */
  onAskAgain: (compared: string) => void
}

/** What the inspected answer saw; while it is composed, the steps; without one, what to do. */
export function AnswerInspector({ inspected, canAsk, onAskAgain, ...view }: AnswerInspectorProps) {
  const { message: shown, siblings, before, askAgain } = inspected ?? NOTHING_INSPECTED
  const message = shown === 'composing' ? undefined : shown
  const { context, error, retry } = useComposition(message)
  const isComposing = shown === 'composing' || (message && isRunning(message) && compositionIdOf(message) === undefined)
  const anew = askAgain ? ' Retry composes anew.' : ''
  if (isComposing) return <PipelineAhead steps={message ? stepsOf(message) : []} />
  if (context) {
    const again =
      askAgain &&
      (() => {
        onAskAgain(context.id)
        askAgain()
      })
    return <AnswerContext context={context} siblings={siblings} before={before} onAskAgain={again} {...view} />
  }
  if (error instanceof ClientError && error.code === 'NOT_FOUND') {
    return (
      <EmptyState
        icon={TextSearch}
        title="What this answer saw is not kept any more"
        description={`Settings, Retention, says for how long contexts are kept.${anew}`}
      />
    )
  }
  if (error) return <ErrorState title="The context could not be loaded" description={error.message} onRetry={retry} />
  if (message && compositionIdOf(message) === undefined) {
    return (
      <EmptyState
        icon={TextSearch}
        title="No context was composed"
        description={`What kept it from being composed stands with the answer.${anew}`}
      />
    )
  }
  if (message || inspected === null) {
    return (
      <div role="status" aria-label="Loading the context" className="space-y-3 p-3">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-56 w-full" />
      </div>
    )
  }
  return (
    <EmptyState
      icon={TextSearch}
      title={canAsk ? 'No answer yet' : 'No conversation is open'}
      description={
        canAsk
          ? 'Ask something: the exact text that the model gets to see appears here, before the answer.'
          : 'Choose an answer of a shared conversation: the exact text that the model got to see appears here.'
      }
    />
  )
}
