import { ChevronRight } from 'lucide-react'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'

/** A tool that a model used or asked for, folded: its input, and what it gave. */
export function ToolUsed({ use: { name, input, output, isRun, isCut } }: { use: ToolUse }) {
  const title = `${isRun ? 'The provider ran' : 'The model asked for'} the tool ${name || '(without a name)'}`
  return (
    <details className="group/tool mb-2 text-fg-muted text-sm">
      <summary className="inline-flex cursor-pointer select-none list-none items-center gap-1 rounded-md hover:text-fg">
        <ChevronRight className="size-3.5 shrink-0 transition-transform group-open/tool:rotate-90" aria-hidden />
        <span className="[overflow-wrap:anywhere]">{title}</span>
      </summary>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-1 flex max-h-80 flex-col gap-1 overflow-y-auto border-l-2 pl-3"
      >
        {!isRun && <p>Loadout runs no tools: nothing was done.</p>}
        <p className="font-medium text-xs">Input</p>
        <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">{input || 'none'}</pre>
        {output !== undefined && (
          <>
            <p className="font-medium text-xs">Output</p>
            <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">{output}</pre>
          </>
        )}
        {isCut && <p className="text-xs">It was longer. The beginning is kept.</p>}
      </section>
    </details>
  )
}
