'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, Filter } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { toQuery } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { ErrorState } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import type { AuditEventDto } from '@/lib/schemas/workspaces/audit-event'
import { LoadingRows } from '../loading-rows'
import { SettingsList } from '../settings-list'
import { AuditFilters } from './audit-filters'
import { AuditRow } from './audit-row'
import { tellTarget, toText } from './audit-words'
import { auditEventsQuery } from './queries'
import { auditSearchParams, toFilters } from './search-params'
import { VerifyLog } from './verify-log'

const NO_FILTERS = { what: null, how: null, days: null, by: null, of: null }

export function AuditSection() {
  const [view, setView] = useQueryStates(auditSearchParams)
  const filters = toFilters(view)
  const result = useInfiniteQuery(auditEventsQuery(filters))
  const toHref = useDownloadHref()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = result
  const events = data?.pages.flatMap((page) => page.items) ?? []
  const isFiltered = Object.values(view).some((value) => value !== null)
  return (
    <Section
      title="Audit log"
      description="Every change, who made it, how and from where. Each entry carries a hash of the one before, so that a changed or missing entry shows. Days are UTC."
      actions={
        <div className="flex flex-wrap gap-2">
          {(['csv', 'jsonl'] as const).map((format) => (
            <Button key={format} asChild>
              <a href={toHref(`/api/v1/audit-events/export${toQuery({ ...filters, format })}`)} download>
                <Download aria-hidden />
                {format === 'csv' ? 'CSV' : 'JSON lines'}
              </a>
            </Button>
          ))}
        </div>
      }
    >
      <VerifyLog />
      <AuditFilters view={view} onChange={(change) => void setView(change)} />
      <div className="flex flex-wrap gap-2 empty:hidden">
        {view.by && (
          <Chip
            icon={Filter}
            word="by"
            name={events.find(({ actorId }) => actorId === view.by)?.actorName ?? view.by}
            removeLabel="Show what everybody did"
            onRemove={() => void setView({ by: null })}
          />
        )}
        {view.of && (
          <Chip
            icon={Filter}
            word="of"
            name={nameOf(events, view.of)}
            removeLabel="Show entries of everything"
            onRemove={() => void setView({ of: null })}
          />
        )}
      </div>
      {error && !data ? (
        <ErrorState title="The audit log could not be loaded" description={error.message} onRetry={refetch} />
      ) : !data || isPlaceholderData ? (
        <LoadingRows label="Loading the audit log" />
      ) : events.length === 0 ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-fg-muted text-sm">
            {isFiltered ? 'No entry is like that.' : 'Nothing has been changed yet.'}
          </p>
          {isFiltered && <Button onClick={() => void setView(NO_FILTERS)}>Show all entries</Button>}
        </div>
      ) : (
        <>
          <p className="text-fg-muted text-xs" aria-live="polite">
            {formatCount(data.pages[0]?.total ?? 0, 'entry', 'entries')}, newest first
          </p>
          <SettingsList label="Audit log">
            {events.map((event) => (
              <AuditRow key={event.id} event={event} onFilter={(filter) => void setView(filter)} />
            ))}
          </SettingsList>
        </>
      )}
      {hasNextPage && !isPlaceholderData && (
        <Button className="self-start" isPending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show earlier entries
        </Button>
      )}
    </Section>
  )
}

function nameOf(events: AuditEventDto[], id: string): string {
  const event = events.find(({ target }) => target === id)
  const told = event ? tellTarget(event) : null
  return told === null ? id : toText([told])
}
