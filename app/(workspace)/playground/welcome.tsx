import { Library, MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** Questions that the sample library answers well. */
const SUGGESTIONS = [
  'How do I roll a module back to an older version?',
  'What does the bill of materials of an answer hold?',
  'How is the token budget divided between the sections?',
]

type WelcomeProps = { hasModules: boolean; canAsk: boolean; onAsk: (question: string) => void }

export function Welcome({ hasModules, canAsk, onAsk }: WelcomeProps) {
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
  return (
    <EmptyState
      icon={MessagesSquare}
      title="Ask, and see what the model gets to see"
      description="Every answer shows its bill of materials: which spans of which modules were sent, what was left out, and why."
      className="max-w-lg"
    >
      {canAsk && (
        <ul className="w-full space-y-2" aria-label="Suggested questions">
          {SUGGESTIONS.map((question) => (
            <li key={question}>
              <Button
                className="h-auto w-full justify-start whitespace-normal py-2 text-left font-normal"
                onClick={() => onAsk(question)}
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
