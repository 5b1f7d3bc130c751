'use client'

import { useMutation } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Download, GitPullRequestArrow, X } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '@/components/context/download-file'
import { fetchFile } from '@/components/data/api-client'
import { showError } from '@/components/data/use-action'
import { useNeedsReview } from '@/components/data/use-needs-review'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { EditPopover } from './edit-popover'
import { ProposeDialog, type Proposed } from './propose-dialog'
import { TagPopover } from './tag-popover'
import { countModules, useArchive } from './use-archive'

type BulkBarProps = {
  ids: string[]
  /** The selected modules are archived ones: offer to bring them back. */
  isArchive: boolean
  onClear: () => void
  onChanged: () => void
}

export function BulkBar({ ids, isArchive, onClear, onChanged }: BulkBarProps) {
  // an address has no room for the ids of many
  const download = useMutation({
    mutationFn: () => fetchFile('/api/v1/modules/export', { json: { ids } }),
    onSuccess: (file) => saveFile('modules.zip', file),
    onError: showError,
  })
  const { archive, restore } = useArchive(onChanged)
  const needsReview = useNeedsReview()
  const [proposed, setProposed] = useState<Proposed | null>(null)
  if (ids.length === 0) return null
  const modules = countModules(ids.length)
  const edits = { ids, onChanged, onPropose: setProposed }
  return (
    <section
      aria-label="Selected modules"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t bg-surface px-3 py-1.5"
    >
      <span className="mr-2 text-sm" aria-live="polite">
        {modules} selected
      </span>
      <TagPopover {...edits} />
      <EditPopover {...edits} />
      <Button size="sm" isPending={download.isPending} onClick={() => download.mutate()}>
        {!download.isPending && <Download />}
        Export
      </Button>
      {needsReview ? null : isArchive ? (
        <Button size="sm" isPending={restore.isPending} onClick={() => restore.mutate({ ids }, { onSuccess: onClear })}>
          <ArchiveRestore />
          Restore
        </Button>
      ) : (
        <Button size="sm" isPending={archive.isPending} onClick={() => archive.mutate({ ids }, { onSuccess: onClear })}>
          <Archive />
          Archive
        </Button>
      )}
      <Button
        size="sm"
        onClick={() =>
          setProposed({
            edit: { kind: isArchive ? 'restore' : 'archive' },
            what: `${isArchive ? 'restore' : 'archive'} ${modules}`,
          })
        }
      >
        <GitPullRequestArrow />
        {isArchive ? 'Propose to restore…' : 'Propose to archive…'}
      </Button>
      {proposed && <ProposeDialog ids={ids} proposed={proposed} onClose={() => setProposed(null)} />}
      <Tooltip content="Clear the selection" shortcut="escape">
        <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear} className="ml-auto">
          <X />
        </Button>
      </Tooltip>
    </section>
  )
}
