'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { CopyButton } from './copy-button'

type ErrorStateProps = {
  title: string
  /** What to do about it. */
  description?: ReactNode
  requestId?: string
  onRetry?: () => void
  className?: string
  children?: ReactNode
}

function RequestId({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-fg-faint text-xs">
      Request <code className="font-mono">{id}</code>
      <CopyButton text={id} aria-label="Copy request id" className="size-6" />
    </span>
  )
}

/** Takes the place of what could not be loaded. */
export function ErrorState({ title, description, requestId, onRetry, className, children }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn('mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center', className)}
    >
      <CircleAlert className="size-5 text-danger" aria-hidden />
      <h2 className="font-semibold text-base">{title}</h2>
      {description && <p className="text-fg-muted text-sm">{description}</p>}
      {requestId && <RequestId id={requestId} />}
      {(onRetry || children) && (
        <div className="mt-2 flex gap-2">
          {onRetry && <Button onClick={onRetry}>Try again</Button>}
          {children}
        </div>
      )}
    </div>
  )
}

/** Stands with what could not be loaded again; nothing where it could. */
export function LoadedBefore({ error, className }: { error: Error | null; className?: string }) {
  if (!error) return null
  return (
    <p role="status" className={cn('text-fg-muted text-sm', className)}>
      This is as it was loaded last: {error.message}
    </p>
  )
}

const TONES = {
  danger: 'border-danger/30 bg-danger/6 [&>svg]:text-danger',
  warning: 'border-warning/30 bg-warning/6 [&>svg]:text-warning',
  info: 'bg-surface [&>svg]:text-fg-faint',
  success: 'border-success/30 bg-success/6 [&>svg]:text-success',
}

type NoticeProps = {
  tone?: keyof typeof TONES
  title: ReactNode
  requestId?: string
  action?: ReactNode
  className?: string
  children?: ReactNode
}

/** An error or a hint at the place where it happened. */
export function Notice({ tone = 'danger', title, requestId, action, className, children }: NoticeProps) {
  const Icon = tone === 'success' ? CircleCheck : CircleAlert
  return (
    <div
      role={tone === 'info' || tone === 'success' ? 'status' : 'alert'}
      className={cn('flex items-start gap-2 rounded-md border px-3 py-2 text-sm', TONES[tone], className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-0.5 text-fg-muted">{children}</div>}
        {requestId && <RequestId id={requestId} />}
      </div>
      {action}
    </div>
  )
}
