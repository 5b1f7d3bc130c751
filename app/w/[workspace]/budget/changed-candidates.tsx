import { CandidateRow } from '@/components/context/candidates/candidate-row'
import { FateRowHead } from '@/components/context/candidates/fate-row'
import { Tokens } from '@/components/ui/tokens'
import type { CandidateTrace } from '@/lib/engine'
import { keyOf } from './what-if'

type ChangedCandidatesProps = {
  title: string
  empty: string
  /** What the tokens of the list are beside those of the whole. */
  note?: string | undefined
  candidates: CandidateTrace[]
  /** Key of the candidate whose details are shown. */
  opened: string | null
  onOpen: (key: string | null) => void
}

/** One of the lists under the bars: what falls out, what comes in, what else is sent. */
export function ChangedCandidates({ title, empty, note, candidates, opened, onOpen }: ChangedCandidatesProps) {
  const tokens = candidates.reduce((sum, candidate) => sum + candidate.tokens, 0)
  return (
    <section className="min-w-0 rounded-md border" aria-label={title}>
      <h2 className="flex items-center gap-2 border-b px-3 py-2 font-medium text-sm">
        {title}
        <span className="tabular text-fg-faint text-xs">{candidates.length}</span>
        {tokens > 0 && <Tokens value={tokens} hasUnit className="ml-auto text-fg-muted text-xs" />}
      </h2>
      {note && <p className="border-b px-3 py-2 text-fg-muted text-xs">{note}</p>}
      {candidates.length === 0 ? (
        <p className="px-3 py-4 text-fg-faint text-sm">{empty}</p>
      ) : (
        <>
          <FateRowHead title="candidate, and why" />
          <ul className="[&>li:last-child]:border-b-0">
            {candidates.map((candidate) => {
              const key = keyOf(candidate)
              return (
                <CandidateRow
                  key={key}
                  candidate={candidate}
                  isOpen={key === opened}
                  onToggle={(isOpen) => onOpen(isOpen ? key : null)}
                />
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}
