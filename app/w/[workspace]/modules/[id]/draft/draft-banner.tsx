'use client'

import { Button, buttonVariants } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import type { DraftState } from './use-draft'

type DraftBannerProps = { error: DraftState['error']; onRetry: () => void }

/** Why the draft is not on the server; the text itself is safe in this browser. */
export function DraftBanner({ error, onRetry }: DraftBannerProps) {
  if (!error) return null
  const retry = (
    <Button size="sm" onClick={onRetry}>
      Save now
    </Button>
  )
  if (error.code === 'UNAUTHORIZED') {
    const here = typeof window === 'undefined' ? '/modules' : window.location.pathname + window.location.search
    return (
      <Notice
        tone="warning"
        className="m-2"
        title="Your session has ended. The draft is kept in this browser."
        action={
          <a
            href={`/sign-in?next=${encodeURIComponent(here)}`}
            className={buttonVariants({ variant: 'secondary', size: 'sm' })}
          >
            Sign in
          </a>
        }
      >
        Sign in, and it is saved as soon as you are back here.
      </Notice>
    )
  }
  if (error.code === 'NETWORK') {
    return (
      <Notice tone="warning" className="m-2" title="The server cannot be reached." action={retry}>
        Keep writing: the draft is kept in this browser and saved when the connection is back.
      </Notice>
    )
  }
  return (
    <Notice className="m-2" title={error.message} requestId={error.requestId} action={retry}>
      The draft is kept in this browser meanwhile.
    </Notice>
  )
}
