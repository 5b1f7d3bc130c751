import { exportedTableSchema, insightRangeSchema, type TokenReturnDto } from '@/lib/schemas/insights/token-return'
import { toCsvField, toCsvRow } from '@/lib/schemas/texts/csv'
import { verb } from '@/lib/services/verb'
import { getTokenReturn } from './get-token-return'

const HEAD = ['module', 'name', 'contexts', 'tokens', 'answers', 'cited', 'checks', 'checks that break without it']

function toCsv({ modules }: TokenReturnDto): string {
  const rows = modules.map(({ moduleId, name, sentIn, tokens, answers, cited, checks, carries, better }) => [
    ...[toCsvField(moduleId), toCsvField(name)],
    ...[sentIn, tokens, answers, cited, checks, carries, better].map((count) => String(count ?? '')),
  ])
  return [[...HEAD, 'labelled queries it makes worse'], ...rows].map(toCsvRow).join('')
}

/** The same as `getTokenReturn`, as a table for a spreadsheet. */
export const exportTokenReturn = verb({
  name: 'exportTokenReturn',
  scope: 'read',
  effect: 'read',
  input: insightRangeSchema,
  output: exportedTableSchema,
  run: async ({ actor }, input) => {
    const report = await getTokenReturn(actor, input)
    return { fileName: `token-return-since-${report.from}.csv`, text: toCsv(report) }
  },
})
