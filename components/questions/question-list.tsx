import { Button } from '@/components/ui/button'

type QuestionListProps = { label: string; questions: string[]; onChoose: (question: string) => void }

/** Questions to begin with, one button each. */
export function QuestionList({ label, questions, onChoose }: QuestionListProps) {
  return (
    <ul className="w-full space-y-2" aria-label={label}>
      {questions.map((question) => (
        <li key={question}>
          <Button
            className="h-auto w-full justify-start whitespace-normal py-1.5 text-left font-normal [overflow-wrap:anywhere]"
            onClick={() => onChoose(question)}
          >
            {question}
          </Button>
        </li>
      ))}
    </ul>
  )
}
