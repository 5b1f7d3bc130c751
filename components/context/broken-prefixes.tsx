import { DatabaseZap } from 'lucide-react'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { BrokenPrefixes as Broken } from '@/lib/schemas/contexts/cache-map'

/** `Publishing this changes the cached prefix of 3 conversations that were active in the last 7 days; …` */
export function describeBroken({ conversations, days, tokens, isAtLeast }: Broken, verb: string): string {
  const many = `${isAtLeast ? 'at least ' : ''}${formatCount(conversations, 'conversation')}`
  const was = conversations === 1 ? 'was' : 'were'
  const each = conversations === 1 ? 'in it' : 'in each'
  return `${verb} this changes the cached prefix of ${many} that ${was} active in the last ${formatNumber(days)} days; about ${formatCount(tokens, 'token')} ${tokens === 1 ? 'is' : 'are'} sent anew once ${each}.`
}

/** What a change costs in providers' caches; nothing where it breaks none. */
export function BrokenPrefixes({ verb, ...broken }: Broken & { verb: string }) {
  if (broken.conversations === 0) return null
  return (
    <p className="mb-2 flex items-start gap-2 text-sm">
      <DatabaseZap className="mt-0.5 size-4 shrink-0 text-fg-muted" aria-hidden />
      {describeBroken(broken, verb)}
    </p>
  )
}
