import { ChevronRight } from 'lucide-react'

/** What a model told that it thought: open while nothing else is there to read, folded from then on. */
export function Thinking({ text, isThinking }: { text: string; isThinking: boolean }) {
  return (
    <details open={isThinking || undefined} className="group/thinking mb-2 text-fg-muted text-sm">
      <summary className="inline-flex cursor-pointer select-none list-none items-center gap-1 rounded-md hover:text-fg">
        <ChevronRight className="size-3.5 transition-transform group-open/thinking:rotate-90" aria-hidden />
        {isThinking ? 'Thinking…' : 'What the model thought'}
      </summary>
      <section
        aria-label="What the model thought"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-1 max-h-80 overflow-y-auto whitespace-pre-wrap border-l-2 pl-3 [overflow-wrap:anywhere]"
      >
        {text}
      </section>
    </details>
  )
}
