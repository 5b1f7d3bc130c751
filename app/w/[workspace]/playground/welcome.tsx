'use client'

import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { EmptyLibrary } from '@/components/questions/empty-library'
import { QuestionList } from '@/components/questions/question-list'
import { BLANK, hasSlot, withBlanks } from '@/components/questions/with-blanks'
import { EmptyState } from '@/components/ui/empty-state'
import type { QueryTemplateDto } from '@/lib/schemas/contexts/query-template'
import { templatesQuery } from '../insights/queries'

/** Templates that are offered; where there are fewer, questions about the library fill up. */
const OFFERED = 5
const AT_LEAST = 3

/** A slot that the log made, not a person, is no question: “What is {topic}?”. */
const isOffered = ({ isHidden, patternId, editedBy, text }: QueryTemplateDto) =>
  !isHidden && (patternId === null || editedBy !== null || !hasSlot(text))

type WelcomeProps = {
  /** That the library can answer; none when it is empty. */
  suggestions: string[]
  canAsk: boolean
  onAsk: (question: string) => void
  /** Takes a question that still has blanks to fill in. */
  onDraft: (question: string) => void
}

export function Welcome({ suggestions, canAsk, onAsk, onDraft }: WelcomeProps) {
  const { data } = useQuery(templatesQuery())
  if (suggestions.length === 0) {
    return (
      <EmptyLibrary
        title="Nothing to compose from yet"
        description="This workspace has no published module, so a context would hold your question alone. Import some markdown first; you can ask all the same."
      />
    )
  }
  const templates = (data?.items ?? []).filter(isOffered).map(({ text }) => withBlanks(text))
  const offered = templates.slice(0, OFFERED)
  const questions = [...new Set([...offered, ...suggestions.slice(0, Math.max(0, AT_LEAST - offered.length))])]
  return (
    <EmptyState
      icon={MessagesSquare}
      title={canAsk ? 'Ask, and see what the model gets to see' : 'See what the model got to see'}
      description={`${canAsk ? '' : 'Open a conversation that somebody shares. '}Every answer shows what the model was given: which parts of which modules were sent, what was left out, and why.`}
      className="max-w-lg"
    >
      {canAsk && (
        <QuestionList
          label="Suggested questions"
          questions={questions}
          onChoose={(question) => (question.includes(BLANK) ? onDraft(question) : onAsk(question))}
        />
      )}
    </EmptyState>
  )
}
