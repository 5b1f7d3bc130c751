import { formatCount } from '@/components/ui/format-number'

/** How many modules are tied to others, in a sentence. */
export function describeConnected(connected: number, alone: number): string {
  if (connected === 0) return 'Every module stands alone.'
  const tied = formatCount(connected, 'module needs another one or is needed', 'modules need another one or are needed')
  return alone === 0 ? `${tied}.` : `${tied}, ${formatCount(alone, 'stands', 'stand')} alone.`
}
