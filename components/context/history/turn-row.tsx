import { FateRow } from '@/components/context/candidates/fate-row'
import type { TurnTrace } from '@/lib/engine'

type TurnRowProps = {
  turn: TurnTrace
  /** 1-based, in the conversation. */
  place: number
  isOpen: boolean
  /** Undefined while it is loaded. */
  text: string | undefined
  error: string | undefined
  /** The summary that tells of it. */
  summary: string | undefined
  onToggle: (isOpen: boolean) => void
}

/** One message: whose, what became of it and why; its text when unfolded. */
export function TurnRow({ turn, place, isOpen, text, error, summary, onToggle }: TurnRowProps) {
  const { role, fate, score, summaryId } = turn
  return (
    <FateRow
      title={`Turn ${place} · ${role === 'user' ? 'question' : 'answer'}`}
      told={turn}
      fateWords={fate === 'included' ? 'sent: ' : summaryId === undefined ? 'not sent: ' : 'summarized: '}
      isOpen={isOpen}
      onToggle={onToggle}
      className="space-y-2"
    >
      {score > 0 && (
        <p className="text-fg-faint">
          relevance to the question <span className="tabular">{score.toFixed(2)}</span>
        </p>
      )}
      <p className="max-h-80 overflow-y-auto whitespace-pre-wrap font-mono leading-5 [overflow-wrap:anywhere]">
        {text ?? error ?? 'Loading…'}
      </p>
      {summary !== undefined && (
        <div className="border-l-2 pl-2">
          <h3 className="text-fg-faint">The summary sent in its place</h3>
          <p className="whitespace-pre-wrap leading-5 [overflow-wrap:anywhere]">{summary}</p>
        </div>
      )}
    </FateRow>
  )
}
