'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { toQuery } from '@/components/data/api-client'
import { formatCount } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { TokenReturnDto } from '@/lib/schemas/insights/token-return'
import { DownloadCsv } from './download-csv'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { tokenReturnQuery } from './queries'
import { RangeSelect } from './range-select'
import { ReturnTable } from './return-table'
import { describeIdle, ENOUGH_ANSWERS } from './return-words'
import { rangeSearchParams } from './search-params'

/** What is spent on each module, beside what it brings. */
export function ReturnTab() {
  const [{ days }] = useQueryStates(rangeSearchParams)
  const result = useQuery(tokenReturnQuery({ days }))
  return (
    <InsightSection
      title="Token return"
      description="Tokens that contexts spent on each module of production, beside what they brought: answers that cite it, and checks that break without it."
      actions={
        <div className="flex flex-wrap gap-2">
          <RangeSelect />
          <DownloadCsv path={`/api/v1/insights/token-return/export${toQuery({ days })}`} />
        </div>
      }
      result={result}
    >
      {(report) =>
        report.contexts === 0 ? (
          <EmptyInsight>No context was composed in this time.</EmptyInsight>
        ) : (
          <Report report={report} />
        )
      }
    </InsightSection>
  )
}

function Report({ report }: { report: TokenReturnDto }) {
  const { modules, contexts, inputTokens, isAll } = report
  const isKnown = modules.some(({ carries }) => carries !== null)
  return (
    <>
      <p className="text-sm">{describeIdle(modules, inputTokens)}</p>
      <ReturnTable modules={modules} inputTokens={inputTokens} />
      <p className="max-w-[75ch] text-fg-muted text-xs">
        Tokens are those of{' '}
        {isAll ? formatCount(contexts, 'context') : `the latest ${formatCount(contexts, 'context')}`}. Citations are
        counted for all time, in answers that were given with the module under a label. Before {ENOUGH_ANSWERS} such
        answers it is too early to say that a module earns nothing.{' '}
        {isKnown ? (
          'What a module carries is what the latest ablation of each query set says.'
        ) : (
          <>
            What a module carries is known once a query set was composed{' '}
            <WorkspaceLink href="/checks" className="rounded-md text-accent hover:underline">
              without each module
            </WorkspaceLink>
            ; until then checks that name it count.
          </>
        )}
      </p>
    </>
  )
}
