'use client'

import { ErrorState } from '@/components/ui/error-state'

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}

/** What a screen shows when rendering it failed: `error.tsx` files pass their props on. */
export function RouteError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <ErrorState
      title="This screen could not be shown"
      description="Nothing you saved is lost. Try again; if it keeps failing, the id below finds the cause in the server's log."
      requestId={digestOf(error)}
      onRetry={onRetry}
    />
  )
}
