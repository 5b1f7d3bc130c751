'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { toQuery } from '@/components/data/api-client'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatCompact, formatCount, formatNumber, formatUsd } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Select } from '@/components/ui/select'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { UsageGroupBy, UsageReport, UsageSum } from '@/lib/schemas/insights/usage'
import { LIMITS } from '@/lib/schemas/limits'
import { DownloadCsv } from './download-csv'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { costQuery } from './queries'
import { RangeSelect } from './range-select'
import { costSearchParams } from './search-params'
import { UsageDays } from './usage-days'

const DAY_MS = 86_400_000

const GROUPS: { value: UsageGroupBy; label: string }[] = [
  { value: 'day', label: 'By day' },
  { value: 'model', label: 'By model' },
  { value: 'member', label: 'By member' },
  { value: 'key', label: 'By API key' },
  { value: 'conversation', label: 'By conversation' },
  { value: 'module', label: 'By module' },
]

/** Of calls that belong to no group, and of a group without a name. */
const OTHERS: Record<UsageGroupBy, { rest: string; unnamed: string }> = {
  day: { rest: 'Other days', unnamed: '' },
  model: { rest: 'Other models', unnamed: '' },
  member: { rest: 'API keys and background work', unnamed: 'Somebody who left' },
  key: { rest: 'Members and background work', unnamed: 'A key that is gone' },
  conversation: { rest: 'Outside of conversations', unnamed: 'A private or deleted conversation' },
  module: { rest: 'Answers, questions, history, frame', unnamed: 'A module that is gone' },
}

/** What calls to providers' models took, and what was paid for it. */
export function CostTab() {
  const [{ by, days, module: chosen }, setView] = useQueryStates(costSearchParams)
  const module = by === 'day' ? (chosen ?? undefined) : undefined
  const from = new Date(Date.now() - (Number(days) - 1) * DAY_MS).toISOString().slice(0, 10)
  const result = useQuery(costQuery({ by, from, module }))
  return (
    <InsightSection
      title="Tokens and cost"
      description="Of every call to a provider’s model, by the tokens that the provider counted and the prices at the time. Days are UTC. The offline model costs nothing and is not in it."
      actions={
        <div className="flex flex-wrap gap-2">
          <Select
            aria-label="Group by"
            className="w-44"
            value={by}
            options={GROUPS}
            onValueChange={(value) => void setView({ by: value, module: null })}
          />
          <RangeSelect />
          <DownloadCsv path={`/api/v1/usage/export${toQuery({ by, from, module })}`} />
        </div>
      }
      result={result}
    >
      {(report) =>
        report.total.calls === 0 ? (
          <EmptyInsight next="provider">No provider’s model was called in this time.</EmptyInsight>
        ) : (
          <Report
            report={report}
            module={module}
            onModule={(moduleId) => void setView({ by: 'day', module: moduleId })}
            onAll={() => void setView({ module: null })}
          />
        )
      }
    </InsightSection>
  )
}

type ReportProps = {
  report: UsageReport
  /** Whose days are told. */
  module: string | undefined
  onModule: (moduleId: string) => void
  onAll: () => void
}

function Report({ report, module, onModule, onAll }: ReportProps) {
  const { by, items, rest, total, isOwn } = report
  const { unnamed } = OTHERS[by]
  const others = module === undefined ? OTHERS[by].rest : 'Everything else'
  return (
    <>
      {isOwn && (
        <p className="text-fg-muted text-sm">These are your own calls. Administrators see those of everybody.</p>
      )}
      {module !== undefined && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span>
            Days of the module{' '}
            <WorkspaceLink
              href={`/modules/${encodeURIComponent(module)}`}
              className="text-accent underline underline-offset-2"
            >
              {report.moduleName ?? module}
            </WorkspaceLink>
          </span>
          <Button variant="ghost" size="sm" onClick={onAll}>
            All modules
          </Button>
        </p>
      )}
      {(by === 'module' || module !== undefined) && (
        <p className="text-fg-muted text-sm">
          A module’s tokens are its share of each context’s input, its cost that share of what the input cost. The
          contexts of the latest {formatNumber(LIMITS.moduleUsageCalls)} answers are looked at.
        </p>
      )}
      {by === 'day' && <UsageDays report={report} isOfModule={module !== undefined} />}
      <ScrollRegion label="Table of the usage">
        <Table aria-label="Usage">
          <TableHead>
            <tr>
              <Th className="first-letter:uppercase">{by === 'key' ? 'API key' : by}</Th>
              <Th className="text-right max-sm:hidden">Calls</Th>
              <Th className="text-right">In</Th>
              <Th className="text-right max-sm:hidden">Of it cached</Th>
              <Th className="text-right">Out</Th>
              <Th className="text-right">Cost</Th>
            </tr>
          </TableHead>
          <tbody>
            {items.map(({ key, name, ...sum }) => (
              <UsageRow
                key={key}
                name={name ?? unnamed}
                isFaint={name === null}
                sum={sum}
                onDays={by === 'module' ? () => onModule(key) : undefined}
              />
            ))}
            {rest && <UsageRow name={others} isFaint sum={rest} />}
            <UsageRow name="Total" isTotal sum={total} />
          </tbody>
        </Table>
      </ScrollRegion>
      <Notes total={total} />
    </>
  )
}

type UsageRowProps = {
  name: string
  sum: UsageSum
  isFaint?: boolean
  isTotal?: boolean
  /** Shows it day by day. */
  onDays?: (() => void) | undefined
}

function UsageRow({ name, sum, isFaint, isTotal, onDays }: UsageRowProps) {
  const { calls, inputTokens, cachedTokens, outputTokens } = sum
  return (
    <tr className={isTotal ? 'font-medium' : undefined}>
      <Td className="max-w-80 min-w-24">
        {onDays ? (
          <button
            type="button"
            onClick={onDays}
            title={`${name}, day by day`}
            className={`block max-w-full truncate underline-offset-2 hover:underline ${isFaint ? 'text-fg-muted' : ''}`}
          >
            {name}
          </button>
        ) : (
          <span className={`block truncate ${isFaint ? 'text-fg-muted' : ''}`} title={name}>
            {name}
          </span>
        )}
      </Td>
      <Td className="tabular text-right max-sm:hidden">{formatNumber(calls)}</Td>
      <Td className="tabular text-right" title={formatNumber(inputTokens)}>
        {formatCompact(inputTokens)}
      </Td>
      <Td className="tabular text-right max-sm:hidden" title={formatNumber(cachedTokens)}>
        {formatCompact(cachedTokens)}
      </Td>
      <Td className="tabular text-right" title={formatNumber(outputTokens)}>
        {formatCompact(outputTokens)}
      </Td>
      <Td className="tabular whitespace-nowrap text-right">{costOf(sum)}</Td>
    </tr>
  )
}

/** Calls without a price add nothing to a sum. */
function costOf({ costUsd, unpriced, calls, estimated }: UsageSum) {
  if (unpriced === calls) return <Badge>no price</Badge>
  return `${estimated > 0 ? '≈ ' : ''}${formatUsd(costUsd)}${unpriced > 0 ? ' +' : ''}`
}

function Notes({ total: { failed, estimated, unpriced } }: { total: UsageSum }) {
  const notes = [
    failed > 0 && `${formatCount(failed, 'call')} came to nothing.`,
    estimated > 0 &&
      `Of ${formatCount(estimated, 'call')} the provider did not tell the tokens: they are estimated (≈).`,
    unpriced > 0 &&
      `${formatCount(unpriced, 'call')} of models without a price add nothing to the cost (+). Prices are set in Settings, Providers.`,
  ].filter((note) => note !== false)
  return notes.length > 0 && <p className="max-w-[75ch] text-fg-muted text-xs">{notes.join(' ')}</p>
}
