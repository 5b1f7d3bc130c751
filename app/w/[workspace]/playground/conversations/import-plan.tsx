import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ImportedConversation } from '@/lib/schemas/conversations/conversation-file'

/** More would not be read. */
const SHOWN = 200

const OUTCOME_WORDS: Record<ImportedConversation['outcome'], string> = {
  new: 'new',
  longer: 'goes on',
  same: 'here already',
  refused: 'not imported',
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

const canTake = ({ outcome }: ImportedConversation) => outcome === 'new' || outcome === 'longer'

/** @param messages those that would come in */
function countWords(outcome: ImportedConversation['outcome'], messages: number): string {
  if (outcome === 'same') return 'nothing new'
  return outcome === 'longer' ? formatCount(messages, 'new message') : formatCount(messages, 'message')
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
  const sorted = items.toSorted((a, b) => rank(a) - rank(b))
  const [shown, more] = [sorted.slice(0, SHOWN), sorted.slice(SHOWN)]
  const takenOfMore = more.filter((item) => canTake(item) && !left.has(item.sourceId)).length
  return (
    <>
      <ul aria-label="Conversations of the file" className="divide-y rounded-md border">
        {shown.map((item, at) => {
          const { sourceId, title, outcome, messages, at: begun, notes, problem } = item
          const isOffered = canTake(item)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may name one twice, and the list never changes
            <li key={`${sourceId} ${at}`} className="flex items-start gap-2 px-3 py-2 text-sm">
              <Checkbox
                className="mt-0.5"
                aria-label={`Import ${title}`}
                disabled={!isOffered}
                checked={isOffered && !left.has(sourceId)}
                onCheckedChange={(checked) => onToggle(sourceId, checked === true)}
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{title}</span>
                <span className="block text-fg-muted text-xs [overflow-wrap:anywhere]">
                  {problem ??
                    [begun && DAY.format(new Date(begun)), countWords(outcome, messages), ...notes]
                      .filter(Boolean)
                      .join(' · ')}
                </span>
              </span>
              <Badge tone={outcome === 'refused' ? 'warning' : undefined}>{OUTCOME_WORDS[outcome]}</Badge>
            </li>
          )
        })}
      </ul>
      {more.length > 0 && (
        <p className="text-fg-muted text-xs">
          and {formatCount(more.length, 'other')}, of which {formatNumber(takenOfMore)} will be imported
        </p>
      )}
    </>
  )
}
