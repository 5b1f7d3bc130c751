'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ClientError } from '@/components/data/api-client'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
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
  const { data, error, refetch } = result
  return (
    <Section title={title} description={description} actions={actions} className="p-4">
      {data !== undefined ? (
        <>
          <LoadedBefore error={error} />
          {children(data)}
        </>
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
    </Section>
  )
}
