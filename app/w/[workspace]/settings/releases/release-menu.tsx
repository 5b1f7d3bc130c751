'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Download, Ellipsis, GitCompareArrows, GitPullRequest, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { releasesQuery } from '@/components/data/releases-query'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ReleaseDto } from '@/lib/schemas/releases/release'
import { deleteReleaseAction } from './actions'
import { PromoteRelease } from './promote-release'

type ReleaseMenuProps = {
  release: ReleaseDto
  /** Releases that it can be promoted into. */
  targets: ReleaseDto[]
  canWrite: boolean
}

export function ReleaseMenu({ release, targets, canWrite }: ReleaseMenuProps) {
  const client = useQueryClient()
  const toHref = useDownloadHref()
  const [opened, setOpened] = useState<'promote' | 'delete' | null>(null)
  const remove = useAction(deleteReleaseAction, {
    // what it differs by may be shown: nobody has it any more
    onSuccess: () => client.invalidateQueries({ queryKey: releasesQuery().queryKey, exact: true }),
  })
  const { id, name, baseId, draftOf, isProtected } = release
  const mayChange = canWrite && baseId !== null
  const close = () => setOpened(null)
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`More for ${name || id}`}>
            <Ellipsis />
          </Button>
        }
      >
        {baseId !== null && (
          <MenuItem asChild>
            <WorkspaceLink href={`/effect?after=${encodeURIComponent(id)}`}>
              <GitCompareArrows />
              Effect on contexts
            </WorkspaceLink>
          </MenuItem>
        )}
        {canWrite && draftOf === null && targets.length > 0 && (
          <MenuItem onSelect={() => setOpened('promote')}>
            <GitPullRequest />
            Promote…
          </MenuItem>
        )}
        <MenuItem asChild>
          <a href={toHref(`/api/v1/releases/${encodeURIComponent(id)}/lockfile`)} download>
            <Download />
            Download lockfile
          </a>
        </MenuItem>
        {mayChange && (
          <MenuItem isDanger disabled={isProtected} onSelect={() => setOpened('delete')}>
            <Trash2 />
            Delete
          </MenuItem>
        )}
      </DropdownMenu>
      {opened === 'promote' && <PromoteRelease release={release} targets={targets} onClose={close} />}
      <ConfirmDialog
        open={opened === 'delete'}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={`Delete “${name}”?`}
        description="Requests that name it are refused from now on. The modules and their versions stay, and so does every composition."
        confirmLabel="Delete"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ id }, { onSettled: close })}
      />
    </>
  )
}
