'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { StackedChart } from '@/components/chart/lazy-chart'
import { toQuery } from '@/components/data/api-client'
import { formatCount } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { SECTION_NAMES } from '@/lib/engine'
import type { ContextReportDto } from '@/lib/schemas/insights/context-report'
import { DROP_GROUPS, SHORTFALLS } from '@/lib/schemas/insights/context-report'
import { DROP_WORDS, emptyDay, SHORTFALL_WORDS } from './context-words'
import { DaysTable } from './days-table'
import { DownloadCsv } from './download-csv'
import { EmptyInsight } from './empty-insight'
import { fillDays } from './fill-days'
import { InsightSection } from './insight-section'
import { contextReportQuery } from './queries'
import { RangeSelect } from './range-select'
import { rangeSearchParams } from './search-params'
import { ShortContexts } from './short-contexts'
import { UnusedModules } from './unused-modules'

const SECTIONS = SECTION_NAMES.map((key) => ({ key, label: ORIGIN_META[key].label, color: `var(--origin-${key})` }))
const DROPS = DROP_GROUPS.map((key) => ({ key, ...DROP_WORDS[key] }))

const SHORT = SHORTFALLS.map((key) => ({ key, ...SHORTFALL_WORDS[key] }))

/** What contexts were made of, which fell short, and what was never sent. */
export function ContextsTab({ canWrite }: { canWrite: boolean }) {
  const [{ days }] = useQueryStates(rangeSearchParams)
  const result = useQuery(contextReportQuery({ days }))
  return (
    <>
      <InsightSection
        title="Tokens and drops by day"
        description="What contexts were made of, and candidates that stayed out of them. Days are UTC."
        actions={
          <div className="flex flex-wrap gap-2">
            <RangeSelect />
            <DownloadCsv path={`/api/v1/insights/contexts/export${toQuery({ days })}`} />
          </div>
        }
        result={result}
      >
        {(report) =>
          report.contexts === 0 ? (
            <EmptyInsight>No context was composed in this time.</EmptyInsight>
          ) : (
            <Days report={report} />
          )
        }
      </InsightSection>
      <InsightSection
        title="Contexts that fell short"
        description="These contexts had no knowledge, had no room for some of it, or have another stable prefix than the turn before. A changed prefix costs more: the provider has to read it again. Private questions of others are counted, not shown."
        result={result}
      >
        {(report) => <ShortContexts report={report} canWrite={canWrite} />}
      </InsightSection>
      <UnusedModules />
    </>
  )
}

function Days({ report }: { report: ContextReportDto }) {
  const days = fillDays(report.days, report, emptyDay)
  const nameOf = (day: string) => day.slice(5)
  return (
    <>
      <div className="grid gap-6 lg:grid-cols-2 xl:grid-cols-3">
        <section aria-label="Tokens by section" className="min-w-0">
          <h3 className="mb-2 font-medium text-sm">Tokens by section</h3>
          <StackedChart
            label="Tokens by section for each day; the table beneath has the numbers."
            series={SECTIONS}
            rows={days.map(({ day, tokens }) => ({ ...tokens, name: nameOf(day) }))}
          />
        </section>
        <section aria-label="Candidates that stayed out" className="min-w-0">
          <h3 className="mb-2 font-medium text-sm">Candidates that stayed out</h3>
          <StackedChart
            label="Candidates that stayed out for each day, by why; the table beneath has the numbers."
            series={DROPS}
            rows={days.map(({ day, dropped }) => ({ ...dropped, name: nameOf(day) }))}
          />
        </section>
        <section aria-label="Days of contexts that fell short" className="min-w-0">
          <h3 className="mb-2 font-medium text-sm">Contexts that fell short</h3>
          <StackedChart
            label="Contexts that fell short for each day, by why; the table beneath has the numbers."
            series={SHORT}
            rows={days.map(({ day, fellShort }) => ({ ...fellShort, name: nameOf(day) }))}
          />
        </section>
      </div>
      <DaysTable days={report.days} />
      {!report.isAll && (
        <p className="text-fg-muted text-xs">
          These are the latest {formatCount(report.contexts, 'context')}: there were more in these days.
        </p>
      )}
    </>
  )
}
