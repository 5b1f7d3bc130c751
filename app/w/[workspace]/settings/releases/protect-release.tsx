'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useAction } from '@/components/data/use-action'
import { Notice } from '@/components/ui/error-state'
import { Switch } from '@/components/ui/switch'
import type { ReleaseDto } from '@/lib/schemas/releases/release'
import { protectReleaseAction } from './actions'

/** Protects a release, or ends that; who is no admin sees how it is. */
export function ProtectRelease({ release, canAdmin }: { release: ReleaseDto; canAdmin: boolean }) {
  const client = useQueryClient()
  const id = useId()
  const protect = useAction(protectReleaseAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['releases'] }),
    onError: () => undefined,
  })
  const isProtected = protect.isPending ? protect.variables.isProtected : release.isProtected
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2.5">
        <Switch
          id={id}
          className="mt-0.5"
          checked={isProtected}
          disabled={!canAdmin || protect.isPending}
          aria-describedby={`${id}-hint`}
          onCheckedChange={(checked) => protect.mutate({ id: release.id, isProtected: checked })}
        />
        <div>
          <label htmlFor={id} className="font-medium text-sm">
            Protect this release
          </label>
          <p id={`${id}-hint`} className="max-w-[75ch] text-fg-muted text-xs">
            Only an approved change request changes which versions it has. Neither the release nor a module that it has
            a version of can be deleted, on any screen or with any API key.
            {release.isFrozen ? '' : ' All other modules follow production.'} Curation of a version still applies here.
            {canAdmin ? '' : ' Only owners and admins change this.'}
          </p>
        </div>
      </div>
      {protect.error && <Notice title={protect.error.message} requestId={protect.error.requestId} />}
    </div>
  )
}
