import { ArrowRight } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'
import { formatPercent } from '@/components/ui/format-number'
import { OriginLabel } from '@/components/ui/origin'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { SECTION_NAMES, type Usage } from '@/lib/engine'
import { allocatedParts, SectionBar, usedParts } from './section-bar'

/** Allocated against used, per section. */
export function SectionTable({ usage, compositionId }: { usage: Usage; compositionId?: string }) {
  const free = usage.contextWindow - usage.inputTokens - usage.reservedForResponse - usage.safetyMargin
  return (
    <div className="space-y-4 p-3">
      <div className="space-y-1.5">
        <p className="text-fg-muted text-xs">Allocated</p>
        <SectionBar label="Allocated" parts={allocatedParts(usage)} contextWindow={usage.contextWindow} />
        <p className="pt-1 text-fg-muted text-xs">Used</p>
        <SectionBar label="Used" parts={usedParts(usage)} contextWindow={usage.contextWindow} />
      </div>
      <Table>
        <TableHead>
          <tr>
            <Th>Section</Th>
            <Th className="text-right">Share</Th>
            <Th className="text-right">Allocated</Th>
            <Th className="text-right">Used</Th>
          </tr>
        </TableHead>
        <tbody>
          {SECTION_NAMES.map((name) => {
            const { share, allocated, used } = usage.sections[name]
            return (
              <tr key={name} className="border-b">
                <Td>
                  <OriginLabel origin={name} />
                </Td>
                <Td className="tabular text-right">{formatPercent(share)}</Td>
                <Td className="text-right">
                  <Tokens value={allocated} />
                </Td>
                <Td className="text-right">
                  <Tokens value={used} />
                </Td>
              </tr>
            )
          })}
          <tr className="border-b">
            <Td>
              <OriginLabel origin="reserve" />
            </Td>
            <Td className="tabular text-right">{formatPercent(usage.reservedForResponse / usage.contextWindow)}</Td>
            <Td className="text-right">
              <Tokens value={usage.reservedForResponse} />
            </Td>
            <Td className="text-right text-fg-faint">for the answer</Td>
          </tr>
          <tr className="border-b">
            <Td className="text-fg-muted">Safety margin</Td>
            <Td className="tabular text-right">{formatPercent(usage.safetyMargin / usage.contextWindow)}</Td>
            <Td className="text-right">
              <Tokens value={usage.safetyMargin} />
            </Td>
            <Td className="text-right text-fg-faint">kept free</Td>
          </tr>
          <tr>
            <Td className="text-fg-muted">Free</Td>
            <Td className="tabular text-right">{formatPercent(free / usage.contextWindow)}</Td>
            <Td />
            <Td className="text-right">
              <Tokens value={free} />
            </Td>
          </tr>
        </tbody>
      </Table>
      {compositionId && (
        <WorkspaceLink href={`/budget?composition=${compositionId}`} className={buttonVariants({ size: 'sm' })}>
          Try other shares
          <ArrowRight />
        </WorkspaceLink>
      )}
    </div>
  )
}
