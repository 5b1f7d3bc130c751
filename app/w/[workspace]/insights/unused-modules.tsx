'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { TokenReturnDto } from '@/lib/schemas/insights/token-return'
import { EmptyInsight } from './empty-insight'
import { InsightSection } from './insight-section'
import { tokenReturnQuery } from './queries'
import { rangeSearchParams } from './search-params'

/** Names that are shown at first. */
const SHOWN = 30

/** Modules of production that no context of the range was sent with. */
export function UnusedModules() {
  const [{ days }] = useQueryStates(rangeSearchParams)
  const result = useQuery(tokenReturnQuery({ days }))
  return (
    <InsightSection
      title="Modules never sent"
      description="Modules of production that were in none of these contexts: nobody asks for them, or they are not found."
      result={result}
    >
      {(report) => <Unused report={report} />}
    </InsightSection>
  )
}

function Unused({ report: { modules, contexts } }: { report: TokenReturnDto }) {
  const [isOpen, setIsOpen] = useState(false)
  const unused = modules
    .filter(({ sentIn }) => sentIn === 0)
    .toSorted((x, y) => x.name.localeCompare(y.name, 'en') || (x.moduleId < y.moduleId ? -1 : 1))
  if (contexts === 0) return <EmptyInsight>No context was composed in this time.</EmptyInsight>
  if (unused.length === 0) return <EmptyInsight next={null}>Every module of production was sent.</EmptyInsight>
  return (
    <>
      <p className="text-sm">
        {formatNumber(unused.length)} of {formatNumber(modules.length)} modules.
      </p>
      <ul aria-label="Modules never sent" className="flex flex-wrap gap-1.5">
        {(isOpen ? unused : unused.slice(0, SHOWN)).map(({ moduleId, name }) => (
          <li key={moduleId} className="max-w-full">
            <WorkspaceLink
              href={`/modules/${encodeURIComponent(moduleId)}`}
              title={name}
              className="block max-w-72 truncate rounded-md border px-2 py-0.5 text-sm hover:bg-muted"
            >
              {name}
            </WorkspaceLink>
          </li>
        ))}
      </ul>
      {unused.length > SHOWN && !isOpen && (
        <Button size="sm" className="self-start" onClick={() => setIsOpen(true)}>
          Show all
        </Button>
      )}
    </>
  )
}
