import { Library, Waypoints } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonVariants } from '@/components/ui/button'
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
      <EmptyState
        icon={Library}
        title="Nothing to search yet"
        description="This workspace has no published module. Import some markdown first; then see here how a query finds it."
      >
        <Link href="/modules" className={buttonVariants()}>
          Go to Modules
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={Waypoints}
      title="See how a query finds its chunks"
      description="Type one above. Each stage shows what it found and in which order, and the settings beside it can be tried without being saved."
      className="max-w-lg"
    >
      <div className="w-full space-y-4 text-left">
        <Group title="Asked lately" queries={asked} onChoose={onChoose} />
        <Group title="From the library" queries={topics} onChoose={onChoose} />
      </div>
    </EmptyState>
  )
}

function Group({ title, queries, onChoose }: { title: string; queries: string[]; onChoose: (query: string) => void }) {
  if (queries.length === 0) return null
  return (
    <section aria-label={title} className="space-y-1.5">
      <h3 className="text-fg-faint text-xs">{title}</h3>
      <ul className="space-y-1.5">
        {queries.map((query) => (
          <li key={query}>
            <Button
              className="h-auto w-full justify-start whitespace-normal py-1.5 text-left font-normal"
              onClick={() => onChoose(query)}
            >
              {query}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
