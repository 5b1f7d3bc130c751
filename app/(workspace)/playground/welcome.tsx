'use client'

import { useQuery } from '@tanstack/react-query'
import { Library, MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { templatesQuery } from '../insights/queries'

/** Questions that the sample library answers well. */
const SUGGESTIONS = [
  'How do I roll a module back to an older version?',
  'What does the bill of materials of an answer hold?',
  'How is the token budget divided between the sections?',
]

/** Templates that are offered; where there are fewer, the sample's questions fill up. */
const OFFERED = 5
const AT_LEAST = 3
const SLOT = /\{[^{}]+\}/

type WelcomeProps = {
  hasModules: boolean
  canAsk: boolean
  onAsk: (question: string) => void
  /** Takes a question that still has slots to fill in. */
  onDraft: (question: string) => void
}

export function Welcome({ hasModules, canAsk, onAsk, onDraft }: WelcomeProps) {
  const { data } = useQuery(templatesQuery())
  if (!hasModules) {
    return (
      <EmptyState
        icon={Library}
        title="Nothing to compose from yet"
        description="This workspace has no published module, so a context would hold your question alone. Import some markdown first; you can ask all the same."
      >
        <Link href="/modules" className={buttonVariants()}>
          Go to Modules
        </Link>
      </EmptyState>
    )
  }
  const templates = (data?.items ?? []).filter(({ isHidden }) => !isHidden).map(({ text }) => text)
  const offered = templates.slice(0, OFFERED)
  const questions = [...new Set([...offered, ...SUGGESTIONS.slice(0, Math.max(0, AT_LEAST - offered.length))])]
  return (
    <EmptyState
      icon={MessagesSquare}
      title="Ask, and see what the model gets to see"
      description="Every answer shows its bill of materials: which spans of which modules were sent, what was left out, and why."
      className="max-w-lg"
    >
      {canAsk && (
        <ul className="w-full space-y-2" aria-label="Suggested questions">
          {questions.map((question) => (
            <li key={question}>
              <Button
                className="h-auto w-full justify-start whitespace-normal py-2 text-left font-normal"
                onClick={() => (SLOT.test(question) ? onDraft(question) : onAsk(question))}
              >
                {question}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </EmptyState>
  )
}
