'use client'

import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AuditEventDto } from '@/lib/schemas/workspaces/audit-event'
import { AUDIT_WAYS, type Told, tellChanges, tellFacts, tellTarget, toText, toWords } from './audit-words'
import type { AuditView } from './search-params'

/** Changes that stand in a row before it is opened. */
const SHOWN_CHANGES = 3

type AuditRowProps = { event: AuditEventDto; onFilter: (filter: Partial<AuditView>) => void }

export function AuditRow({ event, onFilter }: AuditRowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const changed = tellChanges(event)
  const facts = tellFacts(event)
  const told = [...changed, ...facts]
  const target = tellTarget(event)
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
            <span>{toWords(event.action)}</span>
            {target !== null && (
              <span className="min-w-0 truncate text-fg-muted" title={event.target ?? undefined}>
                <Pieces told={[target]} />
              </span>
            )}
          </p>
          {!isOpen && told.length > 0 && (
            <p className="truncate text-fg-muted text-xs">
              {told.slice(0, SHOWN_CHANGES).map(toText).join(' · ')}
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

type DetailsProps = AuditRowProps & { changed: Told[][]; facts: Told[][] }

function Details({ event, changed, facts, onFilter }: DetailsProps) {
  const { target, action, actorKind, address, requestId, at, sequence, hash } = event
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs [&_dd]:[overflow-wrap:anywhere] [&_dt]:text-fg-muted">
      {changed.length > 0 && <Lines name="Changed" lines={changed} />}
      {facts.length > 0 && <Lines name="Facts" lines={facts} />}
      {target !== null && (
        <>
          <dt>Id</dt>
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

function Lines({ name, lines }: { name: string; lines: Told[][] }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="flex flex-col gap-0.5">
        {lines.map((line) => (
          <span key={toText(line)}>
            <Pieces told={line} />
          </span>
        ))}
      </dd>
    </>
  )
}

function Pieces({ told }: { told: Told[] }) {
  return told.map((each, i) => {
    if (typeof each === 'string') return each
    if (each.path === null) return each.name
    return (
      <WorkspaceLink
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence do not move
        key={i}
        href={each.path}
        className="text-accent underline-offset-4 hover:underline"
      >
        {each.name}
      </WorkspaceLink>
    )
  })
}
