'use client'

import { useState } from 'react'
import { useSorted } from '@/components/data/use-sorted'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { SortableTh, Table, TableHead, Td, Th } from '@/components/ui/table'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ReviewedRequestDto, ReviewerDto } from '@/lib/schemas/changes/review-times'
import { formatWait } from './review-words'

/** Rows that are shown at first, and how many come with each click. */
const ROWS = 50

/** What has not come yet has waited longest. */
const wait = (minutes: number | null) => minutes ?? Number.MAX_SAFE_INTEGER

const COLUMNS = {
  number: ({ number }: ReviewedRequestDto) => number,
  answered: ({ answeredAfter }: ReviewedRequestDto) => wait(answeredAfter),
  approved: ({ approvedAfter }: ReviewedRequestDto) => wait(approvedAfter),
  ended: ({ endedAfter }: ReviewedRequestDto) => wait(endedAfter),
}

const TONES = { draft: 'neutral', open: 'accent', merged: 'success', closed: 'neutral' } as const
const LABELS = { draft: 'Draft', open: 'Open', merged: 'Merged', closed: 'Closed' } as const

export function RequestTable({ requests }: { requests: ReviewedRequestDto[] }) {
  const { sorted, sortBy } = useSorted(requests, COLUMNS, 'number')
  const [rows, setRows] = useState(ROWS)
  return (
    <>
      <ScrollRegion label="Table of the change requests">
        <Table aria-label="Change requests">
          <TableHead>
            <tr>
              <SortableTh className="w-2/5" {...sortBy('number')}>
                Request
              </SortableTh>
              <Th>Status</Th>
              <SortableTh isNumeric {...sortBy('answered')}>
                Answered after
              </SortableTh>
              <SortableTh isNumeric className="max-sm:hidden" {...sortBy('approved')}>
                Approved after
              </SortableTh>
              <SortableTh isNumeric className="max-md:hidden" {...sortBy('ended')}>
                Ended after
              </SortableTh>
              <Th className="text-right max-md:hidden">Changes asked for</Th>
            </tr>
          </TableHead>
          <tbody>
            {sorted.slice(0, rows).map((request) => (
              <RequestRow key={request.number} request={request} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {sorted.length > rows && (
        <Button size="sm" className="self-start" onClick={() => setRows(rows + ROWS)}>
          Show more: {sorted.length - rows} requests
        </Button>
      )}
    </>
  )
}

const cell = (minutes: number | null) => (minutes === null ? '–' : formatWait(minutes))

function RequestRow({ request }: { request: ReviewedRequestDto }) {
  const { number, title, author, status, answeredAfter, approvedAfter, endedAfter, rounds, isBypassed } = request
  return (
    <tr>
      <Td className="max-w-36 min-w-28 py-1 sm:max-w-80">
        <WorkspaceLink href={`/changes/${number}`} title={title} className="block truncate rounded-md hover:underline">
          #{number} {title}
        </WorkspaceLink>
        <span className="block truncate text-fg-muted text-xs">{author.name}</span>
      </Td>
      <Td className="whitespace-nowrap">
        <Badge tone={isBypassed ? 'warning' : TONES[status]}>{isBypassed ? 'Merged unapproved' : LABELS[status]}</Badge>
      </Td>
      <Td className="tabular whitespace-nowrap text-right">{cell(answeredAfter)}</Td>
      <Td className="tabular whitespace-nowrap text-right max-sm:hidden">{cell(approvedAfter)}</Td>
      <Td className="tabular whitespace-nowrap text-right max-md:hidden">{cell(endedAfter)}</Td>
      <Td className="tabular text-right max-md:hidden">{rounds === 0 ? '–' : formatNumber(rounds)}</Td>
    </tr>
  )
}

export function ReviewerTable({ reviewers }: { reviewers: ReviewerDto[] }) {
  return (
    <ScrollRegion label="Table of who answered">
      <Table aria-label="Who answered">
        <TableHead>
          <tr>
            <Th className="w-2/5">Person</Th>
            <Th className="text-right">Requests</Th>
            <Th className="text-right max-sm:hidden">Approved</Th>
            <Th className="text-right max-sm:hidden">Asked for changes</Th>
            <Th className="text-right">Half answered within</Th>
          </tr>
        </TableHead>
        <tbody>
          {reviewers.map(({ name, requests, approved, askedForChanges, answeredAfter }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
            <tr key={at}>
              <Td className="max-w-80 min-w-28">
                <span className="block truncate">{name}</span>
              </Td>
              <Td className="tabular text-right">{formatNumber(requests)}</Td>
              <Td className="tabular text-right max-sm:hidden">{formatNumber(approved)}</Td>
              <Td className="tabular text-right max-sm:hidden">{formatNumber(askedForChanges)}</Td>
              <Td className="tabular whitespace-nowrap text-right">{cell(answeredAfter?.median ?? null)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  )
}
