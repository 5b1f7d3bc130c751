import { exportedUsageSchema, listUsageSchema, type UsageReport, type UsageSum } from '@/lib/schemas/insights/usage'
import { toCsvField, toCsvRow } from '@/lib/schemas/texts/csv'
import { verb } from '@/lib/services/verb'
import { listUsage } from './list-usage'

const COLUMNS: [string, keyof UsageSum][] = [
  ['calls', 'calls'],
  ['failed', 'failed'],
  ['estimated', 'estimated'],
  ['input tokens', 'inputTokens'],
  ['cached input tokens', 'cachedTokens'],
  ['output tokens', 'outputTokens'],
  ['cost in US dollars', 'costUsd'],
  ['calls without a price', 'unpriced'],
]

/** Without an exponent, which not every reader of CSV knows. */
const toNumber = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(8))

function toCsv({ by, items, rest, total }: UsageReport): string {
  const head = [by, 'name', ...COLUMNS.map(([name]) => name)]
  const rowOf = (key: string, name: string, sum: UsageSum) => [
    toCsvField(key),
    toCsvField(name),
    ...COLUMNS.map(([, column]) => toNumber(sum[column])),
  ]
  const rows = items.map(({ key, name, ...sum }) => rowOf(key, name ?? '', sum))
  if (rest) rows.push(rowOf('', 'others', rest))
  return [head, ...rows, rowOf('', 'total', total)].map(toCsvRow).join('')
}

/** The same as `listUsage`, as a table for a spreadsheet. */
export const exportUsage = verb({
  name: 'exportUsage',
  scope: 'read',
  effect: 'read',
  input: listUsageSchema,
  output: exportedUsageSchema,
  run: async ({ actor }, input) => {
    const report = await listUsage(actor, input)
    return { fileName: `usage-by-${report.by}-${report.from}-to-${report.to}.csv`, text: toCsv(report) }
  },
})
