import type { BadgeTone } from '@/components/ui/badge'
import type { DependencyDto } from '@/lib/schemas/modules/module'

/** What the editor says of dependencies; the test beside it holds each sentence against composed contexts. */
export const NEEDS_HINT =
  'Sent along with this module: always where it must be sent, else as far as knowledge has room. A context names each that is missing, and why.'

export const NEEDED_BY_HINT = 'These bring this module along, as far as there is room.'

export const STATE_BADGES: Record<Exclude<DependencyDto['state'], 'ok'>, { label: string; tone: BadgeTone }> = {
  missing: { label: 'Missing', tone: 'danger' },
  archived: { label: 'Archived', tone: 'warning' },
  unpublished: { label: 'Not published', tone: 'warning' },
}
