import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { formatCount } from '@/components/ui/format-number'
import type { ImportedConversation } from '@/lib/schemas/conversations/conversation-file'

/** More would not be read; all of them are imported. */
const SHOWN = 200

const OUTCOME_WORDS: Record<ImportedConversation['outcome'], string> = {
  new: 'new',
  longer: 'goes on',
  same: 'here already',
  refused: 'not imported',
}

type ImportPlanProps = {
  items: ImportedConversation[]
  /** Ids that are not taken. */
  left: ReadonlySet<string>
  onToggle: (id: string, isTaken: boolean) => void
}

/** What would become of each conversation of a file; what cannot be imported first. */
export function ImportPlan({ items, left, onToggle }: ImportPlanProps) {
  const rank = ({ outcome }: ImportedConversation) => (outcome === 'refused' ? 0 : outcome === 'same' ? 2 : 1)
  const shown = items.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN)
  return (
    <>
      <ul aria-label="Conversations of the file" className="divide-y rounded-md border">
        {shown.map((item, at) => {
          const { sourceId, title, outcome, messages, at: begun, notes, problem } = item
          const canTake = outcome === 'new' || outcome === 'longer'
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may name one twice, and the list never changes
            <li key={`${sourceId} ${at}`} className="flex items-start gap-2 px-3 py-2 text-sm">
              <Checkbox
                className="mt-0.5"
                aria-label={`Import ${title}`}
                disabled={!canTake}
                checked={canTake && !left.has(sourceId)}
                onCheckedChange={(checked) => onToggle(sourceId, checked === true)}
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{title}</span>
                <span className="block text-fg-muted text-xs [overflow-wrap:anywhere]">
                  {problem ??
                    [begun?.slice(0, 10), formatCount(messages, 'message'), ...notes].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Badge tone={outcome === 'refused' ? 'warning' : undefined}>{OUTCOME_WORDS[outcome]}</Badge>
            </li>
          )
        })}
      </ul>
      {items.length > SHOWN && (
        <p className="text-fg-muted text-xs">
          and {formatCount(items.length - SHOWN, 'other')}, which are imported too
        </p>
      )}
    </>
  )
}
