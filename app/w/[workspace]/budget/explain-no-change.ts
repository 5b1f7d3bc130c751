import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { SECTION_NAMES, type SectionName, type Usage } from '@/lib/engine'

type Shares = Record<SectionName, number>
type Side = { shares: Shares; usage: Usage }

/** Why moved shares made no difference to what is sent, in one sentence with the numbers; null when none was moved. */
export function explainNoChange(before: Side, after: Side): string | null {
  const moved = SECTION_NAMES.filter((name) => Math.abs(after.shares[name] - before.shares[name]) >= 0.0005)
  const [first] = [...moved].sort((a, b) => differenceOf(b, before, after) - differenceOf(a, before, after))
  if (!first) return null
  const isSame = SECTION_NAMES.every(
    (name) => before.usage.sections[name].allocated === after.usage.sections[name].allocated,
  )
  return isSame ? explainSameAllocation(first, before, after) : explainSameContent(moved, before, after)
}

const differenceOf = (name: SectionName, before: Side, after: Side) =>
  Math.abs(after.shares[name] - before.shares[name])

function explainSameAllocation(name: SectionName, before: Side, after: Side): string {
  const { label } = ORIGIN_META[name]
  const { allocated, used, share } = after.usage.sections[name]
  const granted = `${label} is granted ${formatNumber(allocated)} tokens at ${formatPercent(before.shares[name])} and at ${formatPercent(after.shares[name])}`
  if (share === before.usage.sections[name].share) {
    return `${granted}: adapting to the query makes it ${formatPercent(share)} both times.`
  }
  const own = Math.floor(share * after.usage.contextWindow)
  const why =
    own < allocated
      ? 'what must be sent, or what other sections leave unused, makes up the rest'
      : used < allocated
        ? `its content takes ${formatNumber(used)}`
        : 'the reserve and the other sections leave no more'
  return `${granted}: its share is ${formatNumber(own)} tokens now, and ${why}.`
}

function explainSameContent(moved: SectionName[], before: Side, after: Side): string {
  const parts = moved.map((name) => {
    const { used, allocated } = after.usage.sections[name]
    const was = before.usage.sections[name].allocated
    const change = was === allocated ? 'as before' : `${formatNumber(was)} before`
    return `${ORIGIN_META[name].label} uses ${formatNumber(used)} of ${formatNumber(allocated)} tokens (${change})`
  })
  return `The same is sent: ${parts.join(', ')}.`
}
