import { formatNumber } from '@/components/ui/format-number'
import { OriginLabel } from '@/components/ui/origin'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { type ContextComparison, SECTION_NAMES } from '@/lib/engine'
import { formatDelta } from './compare-words'

/** Tokens by section in both contexts, and what they add up to. */
export function SectionChanges({ sections, inputTokens }: Pick<ContextComparison, 'sections' | 'inputTokens'>) {
  return (
    <div className="p-3">
      <Table>
        <TableHead>
          <tr>
            <Th>Section</Th>
            <Th className="text-right">Before</Th>
            <Th className="text-right">After</Th>
            <Th className="text-right">Tokens ±</Th>
          </tr>
        </TableHead>
        <tbody>
          {SECTION_NAMES.map((name) => {
            const { a, b } = sections[name]
            return (
              <tr key={name} className="border-b">
                <Td>
                  <OriginLabel origin={name} />
                </Td>
                <Figures a={a.used} b={b.used} />
              </tr>
            )
          })}
          <tr className="font-medium">
            <Td>All together</Td>
            <Figures a={inputTokens.a} b={inputTokens.b} />
          </tr>
        </tbody>
      </Table>
    </div>
  )
}

function Figures({ a, b }: { a: number; b: number }) {
  return (
    <>
      <Td className="tabular text-right">{formatNumber(a)}</Td>
      <Td className="tabular text-right">{formatNumber(b)}</Td>
      <Td className={a === b ? 'tabular text-right text-fg-faint' : 'tabular text-right'}>{formatDelta(a, b)}</Td>
    </>
  )
}
