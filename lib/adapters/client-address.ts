import type { Origin } from '@/lib/services/actor'

/**
 * Network address of the sender. The server fills the header in; a proxy in front appends what it saw, so the last
 * entry is the one to believe.
 */
function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}

/** Where a request comes from, as the audit log keeps it. */
export function originOf(headers: Headers, requestId: string): Origin {
  return { address: clientAddress(headers), requestId }
}
