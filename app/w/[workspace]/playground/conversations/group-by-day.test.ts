import { expect, it } from 'vitest'
import type { ListedConversationDto } from '@/lib/schemas/conversations/conversation'
import { groupByDay } from './group-by-day'

const now = new Date(2026, 2, 10, 9, 0)
const at = (id: string, date: Date) => ({ id, updatedAt: date.toISOString() }) as ListedConversationDto

it('groups by the days of the calendar, not by hours passed', () => {
  const groups = groupByDay(
    [
      at('this morning', new Date(2026, 2, 10, 0, 1)),
      at('late yesterday', new Date(2026, 2, 9, 23, 59)),
      at('early yesterday', new Date(2026, 2, 9, 0, 0)),
      at('six days ago', new Date(2026, 2, 4, 12, 0)),
      at('seven days ago', new Date(2026, 2, 3, 12, 0)),
      at('a month ago', new Date(2026, 1, 3, 12, 0)),
    ],
    now,
  )
  expect(groups.map(({ label, items }) => [label, items.map(({ id }) => id)])).toEqual([
    ['Today', ['this morning']],
    ['Yesterday', ['late yesterday', 'early yesterday']],
    ['Previous 7 days', ['six days ago']],
    ['March 2026', ['seven days ago']],
    ['February 2026', ['a month ago']],
  ])
})

it('shows what the server dated into the future as of today', () => {
  expect(groupByDay([at('ahead', new Date(2026, 2, 11, 1, 0))], now)[0]?.label).toBe('Today')
})

it('puts all under no day before the reader’s calendar is known', () => {
  expect(groupByDay([at('one', now), at('two', now)], null)).toMatchObject([{ label: '', items: [{}, {}] }])
})
