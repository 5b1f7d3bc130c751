'use client'

import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AuditEventDto } from '@/lib/schemas/audit-event'
import { AUDIT_WAYS, pathOf, tellChange, tellFacts, toWords } from './audit-words'
import type { AuditView } from './search-params'

/** Changes that stand in a row before it is opened. */
const SHOWN_CHANGES = 3

type AuditRowProps = { event: AuditEventDto; onFilter: (filter: Partial<AuditView>) => void }

export function AuditRow({ event, onFilter }: AuditRowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { action, target, targetName, changes, detail } = event
  const changed = Object.entries(changes).map(([field, change]) => tellChange(field, change))
  const facts = tellFacts(detail)
  const told = [...changed, ...facts]
  const path = pathOf(event)
  const name = targetName ?? target
  return (
    <li className="flex flex-col px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          variant="ghost"
          size="icon"
          className="-ml-1 size-6"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`Details of entry ${event.sequence ?? event.id}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronRight aria-hidden className={cn('transition-transform', isOpen && 'rotate-90')} />
        </Button>
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span>{toWords(action)}</span>
            {name !== null && (
              <span className="min-w-0 truncate text-fg-muted" title={target ?? undefined}>
                {path ? (
                  <WorkspaceLink href={path} className="text-accent underline-offset-4 hover:underline">
                    {name}
                  </WorkspaceLink>
                ) : (
                  name
                )}
              </span>
            )}
          </p>
          {!isOpen && told.length > 0 && (
            <p className="truncate text-fg-muted text-xs">
              {told.slice(0, SHOWN_CHANGES).join(' · ')}
              {told.length > SHOWN_CHANGES && ` · ${told.length - SHOWN_CHANGES} more`}
            </p>
          )}
        </div>
        <p className="text-fg-muted text-xs max-sm:pl-8">
          {event.actorId === null ? (
            event.actorName
          ) : (
            <button
              type="button"
              className="rounded-sm hover:text-fg hover:underline"
              title={`Only what ${event.actorName} did`}
              onClick={() => onFilter({ by: event.actorId })}
            >
              {event.actorName}
            </button>
          )}{' '}
          · <RelativeTime date={event.at} />
        </p>
      </div>
      <div id={id} hidden={!isOpen} className="mt-2 pl-8">
        {isOpen && <Details event={event} changed={changed} facts={facts} onFilter={onFilter} />}
      </div>
    </li>
  )
}

type DetailsProps = AuditRowProps & { changed: string[]; facts: string[] }

function Details({ event, changed, facts, onFilter }: DetailsProps) {
  const { target, action, actorKind, address, requestId, at, sequence, hash } = event
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs [&_dd]:[overflow-wrap:anywhere] [&_dt]:text-fg-muted">
      {changed.length > 0 && <Lines name="Changed" lines={changed} />}
      {facts.length > 0 && <Lines name="Facts" lines={facts} />}
      {target !== null && (
        <>
          <dt>Of</dt>
          <dd>
            <span className="font-mono">{target}</span>{' '}
            <button
              type="button"
              className="text-accent underline-offset-4 hover:underline"
              onClick={() =>
                onFilter({ of: target, what: action.split('.')[0]?.replace(/^modules$/, 'module') ?? null })
              }
            >
              all entries of it
            </button>
          </dd>
        </>
      )}
      <dt>How</dt>
      <dd>
        {AUDIT_WAYS[actorKind]}
        {address && `, from ${address}`}
      </dd>
      <dt>When</dt>
      <dd className="tabular">{at.replace('T', ' ').replace('Z', ' UTC')}</dd>
      {requestId && (
        <>
          <dt>Request</dt>
          <dd className="font-mono">{requestId}</dd>
        </>
      )}
      <dt>Entry</dt>
      <dd className="tabular">
        {sequence === null ? (
          <span className="text-danger">outside the chain: it was not written by Loadout</span>
        ) : (
          <>
            {sequence} <span className="font-mono text-fg-muted">{hash}</span>
          </>
        )}
      </dd>
    </dl>
  )
}

function Lines({ name, lines }: { name: string; lines: string[] }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="flex flex-col gap-0.5">
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </dd>
    </>
  )
}
