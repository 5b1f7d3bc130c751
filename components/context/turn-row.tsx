import { ChevronRight, Circle, CircleDot } from 'lucide-react'
import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import { decidingFigure, type TurnTrace } from '@/lib/engine'
import { reasonSentence } from './reason-sentence'

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
  const detailId = useId()
  const { role, fate, because, tokens, score, summaryId } = turn
  const isSent = fate === 'included'
  const Mark = isSent ? CircleDot : Circle
  return (
    <li className="border-b">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={detailId}
        onClick={() => onToggle(!isOpen)}
        className="grid w-full grid-cols-[auto_1fr_auto] items-start gap-x-2 px-3 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2"
      >
        <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
        <span className="min-w-0">
          <span className={cn('block text-sm', !isSent && 'text-fg-muted')}>
            Turn {place} · {role === 'user' ? 'question' : 'answer'}
          </span>
          <span className="block text-fg-faint text-xs">
            {isSent ? 'sent: ' : summaryId === undefined ? 'not sent: ' : 'summarized: '}
            {reasonSentence(turn)}
          </span>
        </span>
        <span className="flex items-center gap-2 pt-0.5 text-xs">
          <span className="tabular whitespace-nowrap">{decidingFigure(because)}</span>
          {tokens !== undefined && <Tokens value={tokens} className="w-11 text-right text-fg-muted" />}
          <ChevronRight className={cn('size-3.5 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
        </span>
      </button>
      {isOpen && (
        <div id={detailId} className="space-y-2 bg-surface px-3 py-2 pl-8 text-xs">
          {score > 0 && (
            <p className="text-fg-faint">
              relevance to the question <span className="tabular">{score.toFixed(2)}</span>
            </p>
          )}
          <p className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words font-mono leading-5 [overflow-wrap:anywhere]">
            {text ?? error ?? 'Loading…'}
          </p>
          {summary !== undefined && (
            <div className="border-l-2 pl-2">
              <h4 className="text-fg-faint">The summary sent in its place</h4>
              <p className="whitespace-pre-wrap break-words leading-5 [overflow-wrap:anywhere]">{summary}</p>
            </div>
          )}
        </div>
      )}
    </li>
  )
}
