'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useAction } from '@/components/data/use-action'
import { type NamedVersion, VersionForm } from '@/components/release/version-form'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { LIMITS } from '@/lib/schemas/limits'
import type { ReleaseDto } from '@/lib/schemas/release'
import { createChangeAction } from '../../changes/actions'
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

/** The same for a protected release: it opens a change request. */
export function ProposeEntryForm({ release }: { release: ReleaseDto }) {
  const router = useRouter()
  const toPath = useWorkspacePath()
  const propose = useAction(createChangeAction, {
    onSuccess: ({ number }) => router.push(toPath(`/changes/${number}`)),
    onError: () => undefined,
  })
  return (
    <VersionForm
      label="Propose"
      error={propose.error?.message}
      isPending={propose.isPending || propose.isSuccess}
      onSubmit={(named) => {
        const edits = [{ ...named, kind: 'version' as const }]
        propose.mutate({ title: titleOf(named, release), target: release.id, edits })
      }}
    />
  )
}

function titleOf({ moduleId, version }: NamedVersion, { id, name }: ReleaseDto): string {
  const target = `“${name || id}”`
  const title = version === null ? `${moduleId} leaves ${target}` : `Version ${version} of ${moduleId} into ${target}`
  return title.slice(0, LIMITS.titleLength)
}
