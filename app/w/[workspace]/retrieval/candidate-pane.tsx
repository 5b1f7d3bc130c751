import { ExternalLink } from 'lucide-react'
import { reasonSentence } from '@/components/context/reason-sentence'
import { sourceHref } from '@/components/context/source-href'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PolicySettings } from '@/lib/engine'
import type { RetrievalCandidateDto } from '@/lib/schemas/retrieval'
import { toLabel } from './stages'

type CandidatePaneProps = { candidate: RetrievalCandidateDto | undefined; settings: PolicySettings }

/** Where one candidate stood at each stage, what its signals add up to, and what became of it. */
export function CandidatePane({ candidate, settings }: CandidatePaneProps) {
  if (!candidate) {
    return (
      <EmptyState
        title="No candidate chosen"
        description="Choose one in a column: its ranks, scores, signals and what became of it show here."
      />
    )
  }
  const { moduleId, version, chunkId, title, headingPath, text, tokens, notes, isSelected } = candidate
  return (
    <article className="space-y-4 p-3" aria-label={title}>
      <header className="space-y-1.5">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 font-medium text-sm">{[title, ...headingPath].join(' › ')}</h3>
          <Badge tone={isSelected ? 'success' : 'neutral'}>{isSelected ? 'selected' : 'dropped'}</Badge>
        </div>
        <p className="text-fg-muted text-xs">{reasonSentence(candidate)}</p>
        {notes?.map((note) => (
          <p key={note} className="text-fg-muted text-xs">
            {note}
          </p>
        ))}
        <p className="flex items-center gap-2 text-fg-faint text-xs">
          <WorkspaceLink
            className="inline-flex items-center gap-1 font-mono text-accent hover:underline"
            href={sourceHref(moduleId, chunkId)}
          >
            {chunkId ?? `${moduleId}@${version}`}
            <ExternalLink className="size-3" aria-hidden />
          </WorkspaceLink>
          <Tokens value={tokens} hasUnit />
        </p>
      </header>
      <Found candidate={candidate} />
      <Signals candidate={candidate} weights={settings.rerank.weights} />
      <section className="space-y-1">
        <h4 className="font-medium text-xs">{chunkId ? 'Text' : 'Beginning of the module'}</h4>
        <pre className="whitespace-pre-wrap break-words rounded-md border bg-surface p-2 font-mono text-xs leading-5">
          {text}
        </pre>
      </section>
    </article>
  )
}

function Found({ candidate: { ranks, scores } }: { candidate: RetrievalCandidateDto }) {
  const names = [...new Set([...Object.keys(ranks), ...Object.keys(scores)])]
  if (names.length === 0) return null
  return (
    <section className="space-y-1">
      <h4 className="font-medium text-xs">Found by</h4>
      <table className="w-full text-xs">
        <thead className="text-fg-faint">
          <tr>
            <th className="text-left font-normal">retriever</th>
            <th className="text-right font-normal">rank</th>
            <th className="text-right font-normal">score</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} className="border-t">
              <td className="py-1">
                {toLabel(name)}
                {name.startsWith('module') && <span className="text-fg-faint"> of the module</span>}
              </td>
              <td className="tabular text-right">{ranks[name] ?? ''}</td>
              <td className="tabular text-right">{scores[name]?.toFixed(4) ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Signals({
  candidate: { signals },
  weights,
}: {
  candidate: RetrievalCandidateDto
  weights: Record<string, number>
}) {
  const entries = Object.entries(signals).filter(([name]) => name !== 'final')
  if (entries.length === 0) return null
  return (
    <section className="space-y-1">
      <h4 className="flex font-medium text-xs">
        Signals
        {signals.final !== undefined && (
          <span className="tabular ml-auto font-normal">
            <span className="font-sans text-fg-faint">final</span> {signals.final.toFixed(3)}
          </span>
        )}
      </h4>
      <ul className="space-y-1 text-xs">
        {entries.map(([name, value]) => (
          <li key={name} className="grid grid-cols-[6.5rem_1fr_3rem_3.5rem] items-center gap-2">
            <span>{toLabel(name)}</span>
            <span className="h-1.5 bg-muted" aria-hidden>
              <span
                className="block h-full bg-accent-fill"
                style={{ width: `${100 * Math.min(1, Math.max(0, value))}%` }}
              />
            </span>
            <span className="tabular text-right">{value.toFixed(3)}</span>
            <span className="tabular text-right text-fg-faint">
              {weights[name] === undefined ? '' : `× ${weights[name]}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
