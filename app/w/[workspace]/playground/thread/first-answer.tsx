import { ChevronRight, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import type { Refinement } from '@/lib/schemas/conversations/conversation'
import { AnswerText } from './answer-text'
import { describeRefinement } from './refinement-words'

const NO_LABELS: ReadonlySet<string> = new Set()

type FirstAnswerProps = {
  text: string
  /** For whoever has read it come, whose place it keeps. */
  isOpenAtFirst: boolean
}

/** The answer whose place another one took. */
export function FirstAnswer({ text, isOpenAtFirst }: FirstAnswerProps) {
  const [isOpen] = useState(isOpenAtFirst)
  return (
    <details open={isOpen} className="group/first text-fg-muted">
      <summary className="flex cursor-pointer list-none items-center gap-1 text-fg-faint text-xs hover:text-fg">
        <ChevronRight className="size-3 transition-transform group-open/first:rotate-90" aria-hidden />
        First answer, from words alone
      </summary>
      <AnswerText text={text} labels={NO_LABELS} isStreaming={false} onCite={() => undefined} />
    </details>
  )
}

/** Why another answer may follow, and with what it does. */
export function RefinementLine({ refinement, isWaiting }: { refinement: Refinement; isWaiting: boolean }) {
  return (
    <p role="status" className="my-2 flex items-start gap-1.5 border-t pt-2 text-fg-muted text-xs">
      {isWaiting && <LoaderCircle className="mt-0.5 size-3 shrink-0 animate-spin" aria-hidden />}
      <span className="[overflow-wrap:anywhere]">{describeRefinement(refinement)}</span>
    </p>
  )
}
