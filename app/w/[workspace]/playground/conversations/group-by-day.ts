import type { ListedConversationDto } from '@/lib/schemas/conversations/conversation'

const DAY_MS = 86_400_000
const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric' })

type DayGroup = { label: string; items: ListedConversationDto[] }

/**
 * Conversations, latest first, under the days of the reader's calendar: today, yesterday, a week, then months.
 * @param today null where it is not known yet: then they stand under no day
 */
export function groupByDay(conversations: ListedConversationDto[], today: Date | null): DayGroup[] {
  if (today === null) return [{ label: '', items: conversations }]
  const groups: DayGroup[] = []
  for (const conversation of conversations) {
    const label = labelOf(new Date(conversation.updatedAt), today)
    const last = groups.at(-1)
    if (last?.label === label) last.items.push(conversation)
    else groups.push({ label, items: [conversation] })
  }
  return groups
}

function labelOf(date: Date, today: Date): string {
  // rounded, because a day of a clock change has 23 or 25 hours
  const days = Math.round((startOfDay(today) - startOfDay(date)) / DAY_MS)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return days < 7 ? 'Previous 7 days' : monthFormat.format(date)
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
