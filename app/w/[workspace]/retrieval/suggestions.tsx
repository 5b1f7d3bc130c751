import { Waypoints } from 'lucide-react'
import { EmptyLibrary } from '@/components/questions/empty-library'
import { QuestionList } from '@/components/questions/question-list'
import { EmptyState } from '@/components/ui/empty-state'

type SuggestionsProps = {
  /** Questions of earlier compositions. */
  asked: string[]
  /** Names of modules. */
  topics: string[]
  onChoose: (query: string) => void
}

/** What to try before anything was typed: what was asked lately, and what the library is about. */
export function Suggestions({ asked, topics, onChoose }: SuggestionsProps) {
  if (topics.length === 0) {
    return (
      <EmptyLibrary
        title="Nothing to search yet"
        description="This workspace has no published module. Import some markdown first; then see here how a query finds it."
      />
    )
  }
  const groups = [
    { title: 'Asked lately', questions: asked },
    { title: 'From the library', questions: topics },
  ]
  return (
    <EmptyState
      icon={Waypoints}
      title="See how a query finds its chunks"
      description="Type one above. Each stage shows what it found and in which order, and the settings beside it can be tried without being saved."
      className="max-w-lg"
    >
      <div className="w-full space-y-4 text-left">
        {groups
          .filter(({ questions }) => questions.length > 0)
          .map(({ title, questions }) => (
            <section key={title} aria-label={title} className="space-y-1.5">
              <h3 className="text-fg-faint text-xs">{title}</h3>
              <QuestionList label={title} questions={questions} onChoose={onChoose} />
            </section>
          ))}
      </div>
    </EmptyState>
  )
}
