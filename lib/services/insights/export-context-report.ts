import { SECTION_NAMES } from '@/lib/engine'
import { type ContextReportDto, DROP_GROUPS, SHORTFALLS } from '@/lib/schemas/insights/context-report'
import { exportedTableSchema, insightRangeSchema } from '@/lib/schemas/insights/token-return'
import { toCsvField, toCsvRow } from '@/lib/schemas/texts/csv'
import { verb } from '@/lib/services/verb'
import { getContextReport } from './get-context-report'

const HEAD = [
  ...['day', 'contexts', 'without knowledge', 'short of room', 'prefix changed'],
  ...SECTION_NAMES.map((section) => `tokens of ${section}`),
  ...['too weak', 'no room', 'said already', 'dropped otherwise'],
]

function toCsv({ days }: ContextReportDto): string {
  const rows = days.map(({ day, contexts, fellShort, tokens, dropped }) => [
    toCsvField(day),
    String(contexts),
    ...SHORTFALLS.map((shortfall) => String(fellShort[shortfall])),
    ...SECTION_NAMES.map((section) => String(tokens[section])),
    ...DROP_GROUPS.map((group) => String(dropped[group])),
  ])
  return [HEAD, ...rows].map(toCsvRow).join('')
}

/** The days of `getContextReport`, as a table for a spreadsheet. */
export const exportContextReport = verb({
  name: 'exportContextReport',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: exportedTableSchema,
  run: async ({ actor }, input) => {
    const report = await getContextReport(actor, input)
    return { fileName: `contexts-${report.from}-to-${report.to}.csv`, text: toCsv(report) }
  },
})
