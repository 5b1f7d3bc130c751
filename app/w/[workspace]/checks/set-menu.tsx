'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Download, Ellipsis, GitPullRequestArrow, Pencil, ShieldCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { runAction, showError, useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { toastUndo } from '@/components/ui/toast'
import { tellSetDeleted } from '@/components/ui/toast-words'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { ProposeSet } from '../changes/propose-set'
import { deleteQuerySetAction, restoreQuerySetAction, updateQuerySetAction } from './actions'
import { RenameSetDialog } from './rename-set-dialog'

type SetMenuProps = { set: QuerySetDto; canWrite: boolean; onGone: () => void }

export function SetMenu({ set, canWrite, onGone }: SetMenuProps) {
  const { id, name, revision, isRequired } = set
  const client = useQueryClient()
  const toHref = useDownloadHref()
  const refresh = () => void client.invalidateQueries({ queryKey: ['query-sets'] })
  const restore = () => runAction(restoreQuerySetAction, { id }).then(refresh, showError)
  const remove = useAction(deleteQuerySetAction, {
    onSuccess: () => {
      refresh()
      onGone()
      toastUndo(tellSetDeleted(name), () => void restore())
    },
  })
  const mark = useAction(updateQuerySetAction, { onSuccess: refresh })
  const [isRenamed, setIsRenamed] = useState(false)
  const [proposed, setProposed] = useState<'delete' | 'mark' | null>(null)
  const close = () => setProposed(null)
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button size="icon" aria-label={`More for ${name}`} isPending={remove.isPending || mark.isPending}>
            <Ellipsis />
          </Button>
        }
      >
        <MenuItem asChild>
          <a href={toHref(`/api/v1/query-sets/${encodeURIComponent(id)}/export`)} download>
            <Download />
            Export as YAML
          </a>
        </MenuItem>
        {canWrite && (
          <MenuItem onSelect={() => setIsRenamed(true)}>
            <Pencil />
            Rename and describe…
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem onSelect={() => mark.mutate({ id, revision, isRequired: !isRequired })}>
            <ShieldCheck />
            {isRequired ? 'No longer require for merging' : 'Require for merging'}
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem onSelect={() => setProposed('mark')}>
            <GitPullRequestArrow />
            {isRequired ? 'Propose not to require it…' : 'Propose to require it…'}
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem onSelect={() => setProposed('delete')}>
            <GitPullRequestArrow />
            Propose to delete…
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem isDanger onSelect={() => remove.mutate({ id })}>
            <Trash2 />
            Delete
          </MenuItem>
        )}
      </DropdownMenu>
      {isRenamed && <RenameSetDialog set={set} onClose={() => setIsRenamed(false)} />}
      {proposed === 'delete' && (
        <ProposeSet
          title={`Propose to delete “${name}”`}
          description="The deletion stands in a change request. The set and its checks stay as they are until that is merged."
          edit={{ kind: 'delete', querySetId: id, baseRevision: revision }}
          onClose={close}
        />
      )}
      {proposed === 'mark' && (
        <ProposeSet
          title={isRequired ? `Propose not to require “${name}”` : `Propose to require “${name}”`}
          description="It stands in a change request. Whether the set is required changes once that is merged."
          edit={{ querySetId: id, isRequired: !isRequired, baseRevision: revision }}
          onClose={close}
        />
      )}
    </>
  )
}
