import type { ReactNode } from 'react'
import type { InspectedContext } from '@/components/context/inspected-context'
import { tellPolicyVersion } from '@/components/policy/tell-policy-version'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import type { CacheUse, Constraint, Topic } from '@/lib/engine'
import { durationOf } from '@/lib/schemas/contexts/sent-context'
import { describeCounts, STEP_WORDS } from './step-words'
import { formatMs } from './usage-line'

/** A note longer than this is a list that few read: it is folded. */
const LONG_NOTE = 160

/** What each step of the pipeline took in and gave out, how the budget adapted, and what identifies the composition. */
export function StepList({ context }: { context: InspectedContext }) {
  const { trace } = context
  const total = durationOf(context)
  return (
    <div className="space-y-5 p-3">
      {trace.warnings.map((warning) => (
        <Notice key={warning} tone="warning" title={warning} />
      ))}
      <Part title="Pipeline">
        <ol>
          {trace.steps.map((step) => (
            <li key={step.name} className="border-b py-1.5 text-xs">
              <div className="flex items-center gap-2">
                <span className="min-w-0 flex-1">
                  <span className="font-medium">{STEP_WORDS[step.name]?.label ?? step.name}</span>{' '}
                  <span className="text-fg-muted">{describeCounts(step)}</span>
                </span>
                <span className="flex h-1.5 w-16 shrink-0 bg-muted" aria-hidden>
                  <span className="bg-fg-muted" style={{ width: `${total > 0 ? (100 * step.ms) / total : 0}%` }} />
                </span>
                <span className="tabular w-14 shrink-0 text-right">{formatMs(step.ms)}</span>
              </div>
              {step.notes.map((note) => (
                <Note key={note} note={note} />
              ))}
            </li>
          ))}
        </ol>
      </Part>
      {trace.caches && (
        <Part title="Caches">
          <ul className="text-xs">
            {trace.caches.map((use) => (
              <li key={use.name} className="py-0.5">
                <span className="font-medium">{use.name}</span> <span className="text-fg-muted">{cacheWords(use)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {trace.filters.some(({ removed }) => removed > 0) && (
        <Part title="Filters">
          <ul className="text-xs">
            {trace.filters.map(({ name, removed }) => (
              <li key={name} className="py-0.5">
                {name} removed <span className="tabular">{formatNumber(removed)}</span> modules
              </li>
            ))}
          </ul>
        </Part>
      )}
      {trace.adaptations.length > 0 && (
        <Part title="Adaptations of the budget">
          <ul className="text-xs">
            {trace.adaptations.map(({ factor, section, from, to, because }) => (
              <li key={`${factor}:${section}`} className="py-0.5">
                <span className="font-medium">{section}</span>{' '}
                <span className="tabular">{describeChange(from, to)}</span>{' '}
                <span className="text-fg-muted">{because}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Query as understood">
        <Facts
          facts={{
            'Stand-alone': trace.analysis.standaloneQuery,
            Intent: trace.analysis.intent,
            'Asks for': trace.analysis.queryType,
            Complexity: trace.analysis.complexity,
            Specificity: trace.analysis.specificity,
            Language: trace.analysis.language,
            Topics: trace.analysis.topics.map(describeTopic).join(', '),
            'Not wanted': trace.analysis.exclusions.join(', '),
            'Narrowed to': trace.analysis.constraints.map(describeConstraint).join(', '),
            Keywords: trace.analysis.keywords.join(', '),
            Identifiers: trace.analysis.identifiers.join(', '),
            Entities: trace.analysis.entities.join(', '),
          }}
        />
      </Part>
      <Part title="Identity">
        <Facts
          facts={{
            Composition: trace.id,
            Release: `${trace.releaseId} at revision ${trace.revision}`,
            Policy: `${trace.policy.id} ${tellPolicyVersion(trace.policy.version)}`,
            Day: trace.day,
            'Prefix hash': trace.prefixHash,
            'Context hash': trace.contextHash,
          }}
          isCopyable
        />
      </Part>
    </div>
  )
}

function Note({ note }: { note: string }) {
  if (note.length <= LONG_NOTE) return <p className="text-fg-faint">{note}</p>
  const end = note.indexOf(':')
  return (
    <details className="text-fg-faint">
      <summary className="cursor-pointer">{end > 0 ? note.slice(0, end) : 'Details'}</summary>
      {note.slice(end > 0 ? end + 2 : 0)}
    </details>
  )
}

/** `50% → 53%`, with a decimal where two shares that differ would look the same. */
function describeChange(from: number, to: number): string {
  const isSame = formatPercent(from) === formatPercent(to) && from !== to
  const format = (share: number) => (isSame ? `${(100 * share).toFixed(1)}%` : formatPercent(share))
  return `${format(from)} → ${format(to)}`
}

function describeTopic({ topic, subtopics }: Topic): string {
  return subtopics.length > 0 ? `${topic} (${subtopics.join(', ')})` : topic
}

function describeConstraint({ kind, value }: Constraint): string {
  return kind === 'only' ? value : `${kind} version ${value}`
}

function cacheWords({ hits, misses, savedMs }: CacheUse): string {
  if (hits === 0) return misses === 0 ? 'was not asked' : 'had nothing'
  const share = misses === 0 ? 'answered' : `answered ${hits} of ${hits + misses} times`
  return `${share}, saved ${formatMs(savedMs)}`
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-1">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  )
}

function Facts({ facts, isCopyable }: { facts: Record<string, string>; isCopyable?: boolean }) {
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1 text-xs">
      {Object.entries(facts).map(
        ([name, value]) =>
          value !== '' && (
            <div key={name} className="contents">
              <dt className="text-fg-faint">{name}</dt>
              <dd className="flex min-w-0 items-center gap-1">
                <span
                  className={isCopyable ? 'truncate font-mono' : 'break-words'}
                  title={isCopyable ? value : undefined}
                >
                  {value}
                </span>
                {isCopyable && (
                  <CopyButton text={value} aria-label={`Copy ${name.toLowerCase()}`} className="-my-1.5" />
                )}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
