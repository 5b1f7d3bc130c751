'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProposeForm, type ProposeTarget } from '@/components/changes/propose-form'
import { useAction } from '@/components/data/use-action'
import { type NamedVersion, VersionForm } from '@/components/release/version-form'
import { Dialog } from '@/components/ui/dialog'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import type { ReleaseDto } from '@/lib/schemas/releases/release'
import { createChangeAction, putChangeEditsAction } from '../../changes/actions'
import { setReleaseEntriesAction } from './actions'

/** Puts a version into a release, or takes a module out of it. */
export function EntryForm({ releaseId }: { releaseId: string }) {
  const client = useQueryClient()
  const put = useAction(setReleaseEntriesAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['releases'] }),
    onError: () => undefined,
  })
  return (
    <VersionForm
      label="Set"
      error={put.error?.message}
      isPending={put.isPending}
      onSubmit={(named, clear) => put.mutate({ id: releaseId, entries: [named] }, { onSuccess: clear })}
    />
  )
}

/** The same for a protected release: it is proposed in a change request. */
export function ProposeEntryForm({ release }: { release: ReleaseDto }) {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [named, setNamed] = useState<NamedVersion | null>(null)
  const options = {
    onSuccess: ({ number }: ChangeRequestDto) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      router.push(toPath(`/changes/${number}`))
    },
    // shown in the dialog
    onError: () => undefined,
  }
  const create = useAction(createChangeAction, options)
  const put = useAction(putChangeEditsAction, options)
  const reset = () => {
    create.reset()
    put.reset()
  }
  const close = () => {
    reset()
    setNamed(null)
  }
  const propose = (edit: NamedVersion, target: ProposeTarget) => {
    reset()
    const edits = [{ ...edit, kind: 'version' as const }]
    // what stands in an open request already is not written over
    if ('number' in target) put.mutate({ ...target, edits: edits.map((each) => ({ ...each, revision: 0 })) })
    else create.mutate({ ...target, target: release.id, edits })
  }
  return (
    <>
      <VersionForm label="Propose…" error={undefined} isPending={false} onSubmit={setNamed} />
      {named && (
        <Dialog
          open
          onOpenChange={(isOpen) => !isOpen && close()}
          size="md"
          title={titleOf(named, release)}
          description="It stands in a change request. The release holds it once that is merged."
        >
          <ProposeForm
            release={release.id}
            suggestedTitle={titleOf(named, release)}
            error={create.error ?? put.error}
            isPending={create.isPending || put.isPending || create.isSuccess || put.isSuccess}
            onPropose={(target) => propose(named, target)}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  )
}

function titleOf({ moduleId, version }: NamedVersion, { id, name }: ReleaseDto): string {
  const target = `“${name || id}”`
  const title = version === null ? `${moduleId} leaves ${target}` : `Version ${version} of ${moduleId} into ${target}`
  return title.slice(0, LIMITS.titleLength)
}
