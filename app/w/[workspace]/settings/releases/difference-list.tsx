'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ReleaseDetailDto, ReleaseDto } from '@/lib/schemas/releases/release'
import { LoadingRows } from '../loading-rows'
import { removeReleaseEntryAction } from './actions'
import { EntryForm, ProposeEntryForm } from './entry-form'
import { ProtectRelease } from './protect-release'
import { releaseQuery } from './queries'

type DifferenceListProps = { release: ReleaseDto; canWrite: boolean; canAdmin: boolean }

/** What a release holds in place of production's versions. */
export function DifferenceList({ release, canWrite, canAdmin }: DifferenceListProps) {
  const mayChange = canWrite && !release.isFrozen && !release.isProtected
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(releaseQuery(release.id))
  const follow = useAction(removeReleaseEntryAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['releases'] }),
  })
  if (error && !data) {
    return <ErrorState title="The differences could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the differences" />
  return (
    <div className="flex flex-col gap-3">
      {release.follows !== null && <Followed number={release.follows} />}
      {data.entries.length === 0 ? (
        <p className="text-fg-muted text-sm">It holds what production holds.</p>
      ) : (
        <ul aria-label={`Differences of ${release.name}`} className="max-h-96 overflow-y-auto">
          {data.entries.map((entry) => (
            <li key={entry.moduleId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-sm">
              <WorkspaceLink
                className="min-w-0 flex-1 basis-40 truncate hover:underline"
                href={entry.proposedIn === null ? `/modules/${entry.moduleId}` : `/changes/${entry.proposedIn}`}
              >
                {entry.name}
              </WorkspaceLink>
              <span className="text-fg-muted text-xs tabular-nums">{describeEntry(entry)}</span>
              {mayChange && (
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Follow production for ${entry.name}`}
                  disabled={follow.isPending}
                  onClick={() => follow.mutate({ id: release.id, moduleId: entry.moduleId })}
                >
                  Follow production
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <EntryForm releaseId={release.id} />}
      {canWrite && release.isProtected && !release.isFrozen && <ProposeEntryForm release={release} />}
      {release.draftOf === null && <ProtectRelease release={release} canAdmin={canAdmin} />}
    </div>
  )
}

/** What a release takes of the request that it began as, and what not. */
function Followed({ number }: { number: number }) {
  return (
    <p className="text-fg-muted text-sm">
      It follows{' '}
      <WorkspaceLink className="text-fg underline underline-offset-2" href={`/changes/${number}`}>
        #{number}
      </WorkspaceLink>
      : modules that are added there join, modules that are taken out leave, and its curation, policies and query sets
      count here. What you change here stays.
    </p>
  )
}

function describeEntry({ version, baseVersion, proposedIn }: ReleaseDetailDto['entries'][number]): string {
  const held = proposedIn === null ? `version ${version}` : `as #${proposedIn} proposes it`
  const here = version === null ? 'not in it' : held
  const there = baseVersion === null ? 'not in production' : `version ${baseVersion} in production`
  return `${here}, ${there}`
}
