import { formatCount, formatNumber } from '@/components/ui/format-number'

/** What the retrieval screen says in numbers; the test beside it holds each sentence against what it is said of. */

export const describeSelected = (selected: number, total: number) =>
  `${formatNumber(selected)} of ${formatNumber(total)} selected`

export const countWarnings = (count: number) => formatCount(count, 'warning')

export const describeFilter = (name: string, removed: number) => `${name} removed ${formatCount(removed, 'module')}`

export const describeTrial = (changed: number) =>
  changed === 0
    ? 'As in the policy. What you change here is only tried out.'
    : `${formatCount(changed, 'setting')} changed, only tried out.`

/** 1-based places among what is selected. */
export const describeMove = (from: number, to: number) => `${formatNumber(from)} → ${formatNumber(to)}`

/** @param isLeftOut whether modules hold the words that are not searched, which are listed beneath */
export const describeNothing = ({ isFiltered, isLeftOut }: { isFiltered: boolean; isLeftOut: boolean }) =>
  `The search found no chunk by the words of this query, and none by its meaning. Try other words${isFiltered ? ', or fewer filters' : ''}.${isLeftOut ? ' Modules that are not searched hold its words.' : ''}`
