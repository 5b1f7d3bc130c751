import { expect, it } from 'vitest'
import { fillDays } from './fill-days'

it('has every day of the range once, over the end of a month, and keeps what there is', () => {
  const empty = (day: string) => ({ day, count: 0 })
  const items = [{ day: '2026-03-01', count: 7 }]
  expect(fillDays(items, { from: '2026-02-27', to: '2026-03-02' }, empty)).toEqual([
    { day: '2026-02-27', count: 0 },
    { day: '2026-02-28', count: 0 },
    { day: '2026-03-01', count: 7 },
    { day: '2026-03-02', count: 0 },
  ])
  expect(fillDays([], { from: '2026-03-02', to: '2026-03-02' }, empty)).toEqual([{ day: '2026-03-02', count: 0 }])
})
