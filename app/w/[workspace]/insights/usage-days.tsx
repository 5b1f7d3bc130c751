import { StackedChart } from '@/components/chart/lazy-chart'
import { formatUsd } from '@/components/ui/format-number'
import type { UsageReport } from '@/lib/schemas/insights/usage'
import { fillDays } from './fill-days'

const READ = { key: 'read', label: 'In, not cached', color: 'var(--accent)' }
const CACHED = { key: 'cached', label: 'In, cached', color: 'var(--line-strong)' }
const WRITTEN = { key: 'written', label: 'Out', color: 'var(--success)' }
const COST = { key: 'cost', label: 'Cost', color: 'var(--accent)' }

/** Tokens and cost of each day, as the table beneath tells them; no cost where nothing has a price; a module has no share of what is written. */
export function UsageDays({ report, isOfModule }: { report: UsageReport; isOfModule: boolean }) {
  const found = report.items.map(({ key: day, inputTokens, cachedTokens, outputTokens, costUsd }) => ({
    day,
    read: inputTokens - cachedTokens,
    cached: cachedTokens,
    written: outputTokens,
    cost: costUsd,
  }))
  const days = fillDays(found, report, (day) => ({ day, read: 0, cached: 0, written: 0, cost: 0 }))
  const hasCost = report.total.unpriced < report.total.calls
  const rows = days.map(({ day, ...sums }) => ({ ...sums, name: day.slice(5) }))
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <section aria-label="Tokens by day" className="min-w-0">
        <h3 className="mb-2 font-medium text-sm">Tokens by day</h3>
        <StackedChart
          label="Tokens of each day; the table beneath has the numbers."
          series={isOfModule ? [READ, CACHED] : [READ, CACHED, WRITTEN]}
          rows={rows}
        />
      </section>
      {hasCost && (
        <section aria-label="Cost by day" className="min-w-0">
          <h3 className="mb-2 font-medium text-sm">Cost by day</h3>
          <StackedChart
            label="Cost of each day; the table beneath has the numbers."
            series={[COST]}
            rows={rows}
            format={formatUsd}
          />
        </section>
      )}
    </div>
  )
}
