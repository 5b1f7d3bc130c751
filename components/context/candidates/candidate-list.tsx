'use client'

import { ChartColumn } from 'lucide-react'
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs'
import type { InspectedContext } from '@/components/context/inspected-context'
import { CandidatePictures } from '@/components/context/pictures/candidate-pictures'
import { rangesOfChunks } from '@/components/context/source-href'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber } from '@/components/ui/format-number'
import { Select } from '@/components/ui/select'
import { type CandidateTrace, REASON_WORDS, type ReasonCode } from '@/lib/engine'
import { CandidateRow } from './candidate-row'
import { FateRowHead } from './fate-row'
import { WhyNot } from './why-not'

type Filter = 'all' | CandidateTrace['fate'] | ReasonCode

/** A link shows the same candidate unfolded, under the same filter. */
export const listSearchParams = {
  show: parseAsString,
  candidate: parseAsString,
  drawn: parseAsBoolean.withDefault(false),
}

/** Names a candidate in addresses. */
export const candidateKey = ({ chunkId, moduleId, version, summaryId, reason }: CandidateTrace) =>
  `${chunkId ?? moduleId}@${version}:${summaryId ?? reason}`

/** Everything that retrieval returned: kept and dropped, with scores and the reason in words. */
export function CandidateList({ context }: { context: InspectedContext }) {
  const { candidates, spans } = context.trace
  // compositions of earlier versions say it of what was sent only
  const ranges = rangesOfChunks(spans)
  const [{ show, candidate: opened, drawn }, setParams] = useQueryStates(listSearchParams)
  const options = filterOptions(candidates)
  const filter = options.find(({ value }) => value === show)?.value ?? 'all'
  const shown = candidates.filter(({ fate, reason }) => filter === 'all' || filter === fate || filter === reason)
  return (
    <div className="flex flex-col">
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b bg-background p-3">
        <Select<Filter>
          aria-label="Show"
          className="w-56"
          value={filter}
          onValueChange={(value) => void setParams({ show: value === 'all' ? null : value })}
          options={options}
        />
        {candidates.length > 0 && (
          <Button size="sm" aria-expanded={drawn} onClick={() => void setParams({ drawn: drawn ? null : true })}>
            <ChartColumn aria-hidden />
            Pictures
          </Button>
        )}
        {context.isStored !== false && <WhyNot compositionId={context.id} candidates={candidates} />}
      </div>
      {drawn && candidates.length > 0 && <CandidatePictures candidates={candidates} />}
      {candidates.length === 0 ? (
        <EmptyState
          title="No candidates"
          description="Retrieval found nothing for this query, and no module is always on."
        />
      ) : (
        <>
          <FateRowHead title="what was found, and why it was kept or dropped" />
          <ul>
            {shown.map((candidate) => {
              const key = candidateKey(candidate)
              return (
                <CandidateRow
                  key={key}
                  candidate={candidate}
                  range={ranges.get(candidate.chunkId ?? '')}
                  isOpen={key === opened}
                  onToggle={(isOpen) => void setParams({ candidate: isOpen ? key : null })}
                />
              )
            })}
          </ul>
        </>
      )}
    </div>
  )
}

function filterOptions(candidates: CandidateTrace[]): { value: Filter; label: string; hint: string }[] {
  const count = (test: (candidate: CandidateTrace) => boolean) => formatNumber(candidates.filter(test).length)
  const reasons = [...new Set(candidates.map(({ reason }) => reason))]
  return [
    { value: 'all', label: 'All candidates', hint: formatNumber(candidates.length) },
    { value: 'included', label: 'Kept', hint: count(({ fate }) => fate === 'included') },
    { value: 'dropped', label: 'Dropped', hint: count(({ fate }) => fate === 'dropped') },
    ...reasons.map((code) => ({
      value: code,
      label: REASON_WORDS[code],
      hint: count(({ reason }) => reason === code),
    })),
  ]
}
