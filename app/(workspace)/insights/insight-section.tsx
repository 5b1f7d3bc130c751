'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { ClientError } from '@/components/data/api-client'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'

type InsightSectionProps<T> = {
  title: string
  description: string
  actions?: ReactNode
  result: UseQueryResult<T>
  children: (data: T) => ReactNode
}

/** A titled part of the screen that loads, fails and shows by itself. */
export function InsightSection<T>({ title, description, actions, result, children }: InsightSectionProps<T>) {
  const id = useId()
  const { data, error, refetch } = result
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={id} className="font-medium text-sm">
            {title}
          </h2>
          <p className="max-w-[75ch] text-fg-muted text-xs">{description}</p>
        </div>
        {actions}
      </div>
      {data !== undefined ? (
        children(data)
      ) : error ? (
        <ErrorState
          title="This could not be loaded"
          description={error.message}
          requestId={error instanceof ClientError ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="flex flex-col gap-2 py-2" role="status" aria-label={`Loading ${title.toLowerCase()}`}>
          <Skeleton />
          <Skeleton />
          <Skeleton />
        </div>
      )}
    </section>
  )
}
