'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight } from 'lucide-react'
import { compareHref } from '@/components/context/compare/comparison-query'
import { ComparisonView } from '@/components/context/compare/comparison-view'
import { modelsQuery } from '@/components/data/models-query'
import { policyQuery } from '@/components/policy/policy-query'
import { Button, buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { listComparisons } from './list-comparisons'
import { draftsQuery } from './queries'

type CompareTabProps = {
  known: Pick<Parameters<typeof listComparisons>[0], 'compositionId' | 'siblings' | 'before' | 'named' | 'policy'>
  model: string
  /** What is pinned and excluded and was not when it was composed. */
  choice: Parameters<typeof listComparisons>[0]['choice']
  onChange: (name: string) => void
}

/** The composition beside another one: an earlier answer, or what its question would get otherwise. */
export function CompareTab({ known, model, choice, onChange }: CompareTabProps) {
  const models = useQuery(modelsQuery())
  const versions = useQuery(policyQuery(known.policy.id))
  const drafts = useQuery(draftsQuery())
  const comparisons = listComparisons({
    ...known,
    choice,
    models: (models.data?.items ?? []).filter(({ id }) => id !== model),
    drafts: drafts.data?.items ?? [],
    versions: versions.data?.versions.map(({ version }) => version) ?? [],
  })
  const shown = comparisons.find(({ name }) => name === known.named) ?? comparisons.find(({ isFirst }) => isFirst)
  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b bg-background p-3">
        <Select
          aria-label="Compare with"
          className="min-w-0 max-w-full flex-1"
          placeholder="Compare with…"
          value={shown?.name}
          onValueChange={(name) => onChange(name)}
          options={comparisons.map(({ name, label }) => ({ value: name, label }))}
        />
        {shown && (
          <WorkspaceLink href={compareHref(shown.a, shown.b)} className={buttonVariants({ size: 'sm' })}>
            Open as a page
            <ArrowUpRight />
          </WorkspaceLink>
        )}
      </div>
      {shown ? (
        <ComparisonView a={shown.a} b={shown.b} />
      ) : (
        <EmptyState
          title="Nothing to compare with yet"
          description="Pin or exclude something and ask again, or choose above what the same question would get otherwise."
        >
          <Button onClick={() => onChange('now')}>With the library as it is now</Button>
        </EmptyState>
      )}
    </div>
  )
}
