'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import type { AuditEventDto } from '@/lib/schemas/audit-event'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { auditEventsQuery } from './queries'

/** `apiKey.created` → `API key created`. */
function toWords(action: string): string {
  const words = action
    .replace('apiKey', 'API key')
    .replace('.', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function toFacts(event: AuditEventDto): string {
  const facts = Object.entries(event.detail).map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
  return facts.length > 0 ? facts.join(' · ') : (event.target ?? '')
}

export function AuditSection() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditEventsQuery())
  if (error && !data) {
    return <ErrorState title="The audit log could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the audit log" />
  const events = data.pages.flatMap((page) => page.items)
  return (
    <Section title="Audit log" description="Every change, and who made it. Nobody can edit this list.">
      {events.length === 0 ? (
        <p className="text-fg-muted text-sm">Nothing has been changed yet.</p>
      ) : (
        <SettingsList label="Audit log">
          {events.map((event) => (
            <SettingsRow
              key={event.id}
              main={
                <>
                  <p className="truncate text-sm">{toWords(event.action)}</p>
                  <p className="truncate text-fg-muted text-xs">{toFacts(event)}</p>
                </>
              }
            >
              <p className="text-fg-muted text-xs">
                {event.actorName} · <RelativeTime date={event.at} />
              </p>
            </SettingsRow>
          ))}
        </SettingsList>
      )}
      {hasNextPage && (
        <Button className="self-start" isPending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show earlier changes
        </Button>
      )}
    </Section>
  )
}
