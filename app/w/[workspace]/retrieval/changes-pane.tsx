import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { ChangeList } from '@/components/policy/change-list'
import type { PolicyChange } from '@/components/policy/policy-settings'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber } from '@/components/ui/format-number'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import type { SelectionChange } from './compare-selections'
import { describeMove } from './retrieval-words'

type ChangesPaneProps = { changes: PolicyChange[]; selection: SelectionChange | null; onSelect: (key: string) => void }

/** What the settings that are tried out change in what goes on to packing, against the policy in use. */
export function ChangesPane({ changes, selection, onSelect }: ChangesPaneProps) {
  if (changes.length === 0) {
    return (
      <EmptyState
        title="As the policy in use"
        description="Change a setting: what comes in, falls out and moves because of it shows here."
      />
    )
  }
  return (
    <div className="space-y-4 p-3">
      <ChangeList changes={changes} />
      {selection && (
        <>
          <Part title="Comes in" empty="Nothing comes in." count={selection.cameIn.length}>
            {selection.cameIn.map((candidate) => (
              <Row key={candidate.key} candidate={candidate} onSelect={onSelect} />
            ))}
          </Part>
          <Part title="Falls out" empty="Nothing falls out." count={selection.fellOut.length}>
            {selection.fellOut.map((candidate) => (
              <Row key={candidate.key} candidate={candidate} onSelect={onSelect} />
            ))}
          </Part>
          <Part title="Moves" empty="Nothing moves." count={selection.moved.length}>
            {selection.moved.map(({ candidate, from, to }) => (
              <Row key={candidate.key} candidate={candidate} place={describeMove(from, to)} onSelect={onSelect} />
            ))}
          </Part>
        </>
      )}
    </div>
  )
}

function Part(props: { title: string; empty: string; count: number; children: React.ReactNode }) {
  return (
    <section aria-label={props.title}>
      <h3 className="flex items-center gap-1.5 pb-1 font-medium text-sm">
        {props.title}
        <span className="tabular font-normal text-fg-faint text-xs">{formatNumber(props.count)}</span>
      </h3>
      {props.count === 0 ? (
        <p className="text-fg-faint text-xs">{props.empty}</p>
      ) : (
        <ul className="divide-y rounded-md border">{props.children}</ul>
      )}
    </section>
  )
}

type RowProps = { candidate: RetrievalCandidateDto; place?: string; onSelect: (key: string) => void }

function Row({ candidate, place, onSelect }: RowProps) {
  const { key, title, headingPath } = candidate
  return (
    <li>
      <button
        type="button"
        onClick={() => onSelect(key)}
        className="flex w-full items-center gap-2 px-2.5 py-1.5 text-left text-xs hover:bg-muted focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">{[title, ...headingPath.slice(-1)].join(' › ')}</span>
          <span className="block truncate text-fg-faint">{reasonSentence(candidate)}</span>
        </span>
        {place && <span className="tabular shrink-0">{place}</span>}
      </button>
    </li>
  )
}
