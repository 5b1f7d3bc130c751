'use client'

import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import type { EventLoopDto, HealthDto, ProcessDto } from '@/lib/schemas/workspaces/health'
import { InsightSection } from './insight-section'
import { serverQuery } from './queries'

/** What each process is there for, by its name. */
const DOES: Record<string, string> = {
  server: 'Answers people and programs',
  'embedded database': 'Keeps everything',
  worker: 'Works off background jobs',
}

/** Which processes run, since when, and how often they had to be started again. */
export function ServerTab() {
  const result = useQuery(serverQuery())
  return (
    <InsightSection
      title="Processes"
      description="Of the server that answers this page. One that ends by itself is started again, later each time; what was acknowledged stays."
      result={result}
    >
      {(health) =>
        health.status === 'starting' ? (
          <p className="py-6 text-fg-muted text-sm">
            This server has just started: it tells of itself in a few seconds.
          </p>
        ) : (
          <div className="space-y-4">
            <ul aria-label="Processes" className="divide-y rounded-md border">
              {health.processes.map((process) => (
                <ProcessRow key={process.name} process={process} />
              ))}
            </ul>
            <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
              <div>
                <dt className="font-medium">Database</dt>
                <dd className="text-fg-muted">{describeDatabase(health)}</dd>
              </div>
              {health.eventLoop && (
                <div>
                  <dt className="font-medium">Hold-ups of this server</dt>
                  <dd className="text-fg-muted">{describeHoldUps(health.eventLoop)}</dd>
                </div>
              )}
            </dl>
          </div>
        )
      }
    </InsightSection>
  )
}

function describeDatabase(health: HealthDto): string {
  if (health.status === 'failing') return 'It does not answer now.'
  const { isBusy, latencyMs } = health.database
  const ms = `${formatNumber(Math.round(latencyMs))} ms`
  return isBusy ? `It is busy: a question has waited ${ms} so far.` : `It answers in ${ms}.`
}

function describeHoldUps({ p99Ms, maxMs, seconds }: EventLoopDto): string {
  const [usual, longest] = [p99Ms, maxMs].map((ms) => `${formatNumber(Math.round(ms))} ms`)
  return `The longest took ${longest} in the last ${formatNumber(seconds)} s; 99 of 100 measurements were below ${usual}. Everybody waits meanwhile: more than 20 ms is long.`
}

function ProcessRow({ process }: { process: ProcessDto }) {
  const { name, state, startedAt, restarts, lastEndedAt, lastReason } = process
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
      <Badge tone={state === 'running' ? 'success' : 'danger'}>
        {state === 'running' ? 'Running' : 'Starting again'}
      </Badge>
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium first-letter:uppercase">{name}</p>
        {name in DOES && <p className="text-fg-muted text-xs">{DOES[name]}</p>}
      </div>
      <div className="text-right text-fg-muted text-xs">
        <p>
          started <RelativeTime date={startedAt} hasSeconds />
        </p>
        {lastEndedAt && (
          <p>
            started again {restarts === 1 ? 'once' : `${formatNumber(restarts)} times`}; ended {lastReason}{' '}
            <RelativeTime date={lastEndedAt} hasSeconds />
          </p>
        )}
      </div>
    </li>
  )
}
