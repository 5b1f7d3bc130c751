'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, GitCompareArrows } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { comparisonQuery } from '@/components/context/compare/comparison-query'
import { ComparisonView } from '@/components/context/compare/comparison-view'
import { PageHeader } from '@/components/frame/page-header'
import { Button, buttonVariants } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { compareSearchParams } from './search-params'

/** Two composed contexts beside each other, at an address that can be sent. */
export function CompareScreen() {
  const [{ a, b }, setSides] = useQueryStates(compareSearchParams)
  const { data } = useQuery({ ...comparisonQuery(a ?? '', b ?? ''), enabled: a !== null && b !== null })
  // two questions stand with their sides
  const query = data?.a.query === data?.b.query ? data?.a.query : undefined
  if (a === null || b === null) {
    return (
      <>
        <PageHeader title="Compare" />
        <EmptyState
          icon={GitCompareArrows}
          title="Two contexts belong here"
          description="Choose Compare beneath an answer in the playground, or a question in the tab Effect of a module’s draft."
        >
          <WorkspaceLink href="/playground" className={buttonVariants({ variant: 'primary' })}>
            To the playground
          </WorkspaceLink>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Compare"
        status={query !== undefined && <span className="line-clamp-2">“{query}”</span>}
        actions={
          <>
            <Button size="sm" onClick={() => void setSides({ a: b, b: a })}>
              <ArrowLeftRight />
              Swap
            </Button>
            <CopyButton label="Copy link" text={() => window.location.href} />
          </>
        }
      />
      <div className="min-h-0 flex-1 overflow-auto">
        <div className="mx-auto w-full max-w-5xl">
          <ComparisonView a={a} b={b} />
        </div>
      </div>
    </>
  )
}
