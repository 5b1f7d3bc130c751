'use client'

import { useMutation } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatCount } from '@/components/ui/format-number'
import type { AuditVerificationDto } from '@/lib/schemas/workspaces/audit-event'
import { verifyAuditLog } from './queries'

/** Has the server make every hash anew, and says how the log ends. */
export function VerifyLog() {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: verifyAuditLog })
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-surface px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56" aria-live="polite">
          {error ? (
            <p className="text-danger">{error.message}</p>
          ) : data ? (
            <Verdict verification={data} />
          ) : (
            <p className="text-fg-muted">A check shows whether an entry was changed or removed since it was written.</p>
          )}
        </div>
        <Button isPending={isPending} onClick={() => mutate()}>
          {data ? 'Check again' : 'Check the log'}
        </Button>
      </div>
      {data?.isIntact && data.head && <Head head={data.head} />}
    </div>
  )
}

function Verdict({ verification: { isIntact, entries, removed, problem } }: { verification: AuditVerificationDto }) {
  if (isIntact) {
    return (
      <p className="flex items-center gap-2">
        <ShieldCheck aria-hidden className="size-4 shrink-0 text-success" />
        <span>
          The log is intact: {formatCount(entries, 'entry', 'entries')} checked, each part of an import by itself.
          {removed > 0 && ` ${formatCount(removed, 'older one', 'older ones')} removed by retention.`}
        </span>
      </p>
    )
  }
  return (
    <p className="flex items-center gap-2">
      <ShieldAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <span>The log was changed. {problem?.message}</span>
    </p>
  )
}

function Head({ head: { sequence, hash } }: { head: { sequence: number; hash: string } }) {
  const text = `${sequence}:${hash}`
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-fg-muted text-xs">
      <p className="basis-full">
        Who can write to the database can write the whole log anew. Note its end elsewhere: “npm run audit-log -- --head
        …” says later whether it is still the same.
      </p>
      <code className="min-w-0 flex-1 truncate font-mono" title={text}>
        {text}
      </code>
      <CopyButton text={text} label="Copy the end of the log" />
    </div>
  )
}
