'use client'

import { Button, buttonVariants } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import type { DraftState } from './draft-keeper'

type DraftBannerProps = { error: DraftState['error']; isKept: boolean; onRetry: () => void }

/** Why the draft is not on the server, and whether the text itself is safe in this browser. */
export function DraftBanner({ error, isKept, onRetry }: DraftBannerProps) {
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
        title={isKept ? 'Your session has ended. The draft is kept in this browser.' : 'Your session has ended.'}
        action={
          <a
            href={`/sign-in?next=${encodeURIComponent(here)}`}
            className={buttonVariants({ variant: 'secondary', size: 'sm' })}
          >
            Sign in
          </a>
        }
      >
        {isKept
          ? 'Sign in, and it is saved as soon as you are back here.'
          : 'The text is too long to be kept in this browser. Sign in in another tab, then save it here.'}
      </Notice>
    )
  }
  if (error.code === 'NETWORK') {
    return (
      <Notice tone="warning" className="m-2" title="The server cannot be reached." action={retry}>
        {isKept
          ? 'Keep writing: the draft is kept in this browser and saved when the connection is back.'
          : 'The text is too long to be kept in this browser. Leave this page open: it is saved when the connection is back.'}
      </Notice>
    )
  }
  return (
    <Notice className="m-2" title={error.message} requestId={error.requestId} action={retry}>
      {isKept
        ? 'The draft is kept in this browser meanwhile.'
        : 'The text is too long to be kept in this browser: leave this page open until it is saved.'}
    </Notice>
  )
}
