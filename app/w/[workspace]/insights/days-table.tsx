import { formatNumber } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { SECTION_NAMES } from '@/lib/engine'
import { type DayOfContextsDto, DROP_GROUPS, SHORTFALLS } from '@/lib/schemas/insights/context-report'
import { DROP_WORDS, SHORTFALL_WORDS } from './context-words'

/** The numbers of the pictures, the newest day first; days without a context are left out. */
export function DaysTable({ days }: { days: DayOfContextsDto[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Table of the days" tabIndex={0} className="relative max-h-96 overflow-auto rounded-md border">
      <Table aria-label="Contexts by day">
        <TableHead>
          <tr>
            <Th>Day</Th>
            <Th className="text-right">Contexts</Th>
            {SHORTFALLS.map((shortfall) => (
              <Th key={shortfall} className="text-right">
                {SHORTFALL_WORDS[shortfall].label}
              </Th>
            ))}
            {SECTION_NAMES.map((section) => (
              <Th key={section} className="text-right">
                {ORIGIN_META[section].label}
              </Th>
            ))}
            {DROP_GROUPS.map((group) => (
              <Th key={group} className="text-right">
                {DROP_WORDS[group].label}
              </Th>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {days.toReversed().map(({ day, contexts, fellShort, tokens, dropped }) => (
            <tr key={day}>
              <Td className="tabular whitespace-nowrap">{day}</Td>
              {[
                contexts,
                ...SHORTFALLS.map((shortfall) => fellShort[shortfall]),
                ...SECTION_NAMES.map((section) => tokens[section]),
                ...DROP_GROUPS.map((group) => dropped[group]),
              ].map((count, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                <Td key={at} className="tabular text-right">
                  {formatNumber(count)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
