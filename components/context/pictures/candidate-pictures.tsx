'use client'

import { StackedChart } from '@/components/chart/lazy-chart'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { CandidateTrace } from '@/lib/engine'
import { funnelOf } from './candidate-funnel'
import { histogramOf, type ScoreHistogram } from './score-histogram'

const FUNNEL = [
  { key: 'on', label: 'Go on', color: 'var(--origin-knowledge)' },
  { key: 'out', label: 'Stay out', color: 'var(--origin-reserve)' },
]
const SCORES = [
  { key: 'strong', label: 'Strong enough', color: 'var(--origin-knowledge)' },
  { key: 'weak', label: 'Too weak', color: 'var(--origin-reserve)' },
]

/** How far candidates came, and how strong they were. */
export function CandidatePictures({ candidates }: { candidates: CandidateTrace[] }) {
  const stages = funnelOf(candidates)
  const histogram = histogramOf(candidates)
  return (
    <div className="space-y-5 border-b p-3">
      <section aria-label="How far candidates came" className="space-y-2">
        <h3 className="font-medium text-sm">How far candidates came</h3>
        <StackedChart
          label="Candidates that go on and that stay out, step by step; the table beneath has the numbers."
          series={FUNNEL}
          rows={stages.map(({ name, on, out }) => ({ name, on, out }))}
        />
        <Table aria-label="Candidates by step">
          <TableHead className="static">
            <tr>
              <Th>Step</Th>
              <Th className="text-right">Go on</Th>
              <Th className="text-right">Stay out</Th>
            </tr>
          </TableHead>
          <tbody>
            {stages.map(({ name, on, out }) => (
              <tr key={name}>
                <Td className="h-7">{name}</Td>
                <Td className="tabular h-7 text-right">{formatNumber(on)}</Td>
                <Td className="tabular h-7 text-right">{formatNumber(out)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      {histogram ? (
        <Scores histogram={histogram} />
      ) : (
        <p className="text-fg-muted text-sm">No chunk was held against the relevance floor.</p>
      )}
    </div>
  )
}

function Scores({ histogram: { bins, floor, count } }: { histogram: ScoreHistogram }) {
  const filled = bins.filter(({ strong, weak }) => strong + weak > 0)
  return (
    <section aria-label="Scores beside the floor" className="space-y-2">
      <h3 className="font-medium text-sm">Scores beside the floor</h3>
      <p className="text-fg-muted text-xs">
        {formatCount(count, 'chunk')} by relevance and support. What is below the floor of {floor.toFixed(2)} is sent
        only with something stronger.
      </p>
      <StackedChart
        label={`Chunks by score, with the floor at ${floor.toFixed(2)}; the table beneath has the numbers.`}
        series={SCORES}
        rows={bins.map(({ from, strong, weak }) => ({ name: from.toFixed(2), strong, weak }))}
        mark={{ at: nameOfBin(floor, bins.length), label: `floor ${floor.toFixed(2)}` }}
      />
      <Table aria-label="Chunks by score">
        <TableHead className="static">
          <tr>
            <Th>Score</Th>
            <Th className="text-right">Strong enough</Th>
            <Th className="text-right">Too weak</Th>
          </tr>
        </TableHead>
        <tbody>
          {filled.map(({ from, to, strong, weak }) => (
            <tr key={from}>
              <Td className="tabular h-7">
                {from.toFixed(2)}–{to.toFixed(2)}
              </Td>
              <Td className="tabular h-7 text-right">{formatNumber(strong)}</Td>
              <Td className="tabular h-7 text-right">{formatNumber(weak)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}

const nameOfBin = (score: number, bins: number) => (Math.min(bins - 1, Math.floor(score * bins)) / bins).toFixed(2)
