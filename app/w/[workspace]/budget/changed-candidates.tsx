import { reasonSentence } from '@/components/context/reason-sentence'
import { Tokens } from '@/components/ui/tokens'
import type { CandidateTrace } from '@/lib/engine'

type ChangedCandidatesProps = { title: string; empty: string; candidates: CandidateTrace[] }

/** One of the two lists under the bars: what falls out, what comes in. */
export function ChangedCandidates({ title, empty, candidates }: ChangedCandidatesProps) {
  const tokens = candidates.reduce((sum, candidate) => sum + candidate.tokens, 0)
  return (
    <section className="min-w-0 rounded-md border" aria-label={title}>
      <h2 className="flex items-center gap-2 border-b px-3 py-2 font-medium text-sm">
        {title}
        <span className="tabular text-fg-faint text-xs">{candidates.length}</span>
        {tokens > 0 && <Tokens value={tokens} hasUnit className="ml-auto text-fg-muted text-xs" />}
      </h2>
      {candidates.length === 0 ? (
        <p className="px-3 py-4 text-fg-faint text-sm">{empty}</p>
      ) : (
        <ul>
          {candidates.map((candidate) => {
            const { moduleId, version, chunkId, summaryId = '', title: name, tokens: size } = candidate
            return (
              <li
                key={chunkId ?? `${moduleId}@${version}${summaryId}`}
                className="flex items-start gap-2 border-b px-3 py-1.5 last:border-b-0"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm">{name}</span>
                  <span className="block text-fg-faint text-xs">{reasonSentence(candidate)}</span>
                </span>
                <Tokens value={size} className="text-fg-muted text-xs" />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
