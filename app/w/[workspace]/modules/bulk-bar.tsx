'use client'

import { Archive, ArchiveRestore, Download, GitPullRequestArrow, Tag, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { ProposeForm } from '@/components/changes/propose-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import { EditPopover } from './edit-popover'
import { countModules, useArchive } from './use-archive'
import { useEditModules } from './use-edit-modules'
import { usePropose } from './use-propose'

type BulkBarProps = {
  ids: string[]
  /** The selected modules are archived ones: offer to bring them back. */
  isArchive: boolean
  onClear: () => void
  onChanged: () => void
}

export function BulkBar({ ids, isArchive, onClear, onChanged }: BulkBarProps) {
  const toDownload = useDownloadHref()
  const { archive, restore } = useArchive(onChanged)
  if (ids.length === 0) return null
  return (
    <section
      aria-label="Selected modules"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t bg-surface px-3 py-1.5"
    >
      <span className="mr-2 text-sm" aria-live="polite">
        {countModules(ids.length)} selected
      </span>
      <TagPopover ids={ids} onChanged={onChanged} />
      <EditPopover ids={ids} onChanged={onChanged} />
      <Button size="sm" asChild>
        <a href={toDownload(`/api/v1/modules/export?ids=${ids.map(encodeURIComponent).join(',')}`)} download>
          <Download />
          Export
        </a>
      </Button>
      {isArchive ? (
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
      <ProposeDialog ids={ids} isArchive={isArchive} />
      <Tooltip content="Clear the selection" shortcut="escape">
        <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear} className="ml-auto">
          <X />
        </Button>
      </Tooltip>
    </section>
  )
}

function ProposeDialog({ ids, isArchive }: Pick<BulkBarProps, 'ids' | 'isArchive'>) {
  const [isOpen, setIsOpen] = useState(false)
  const propose = usePropose()
  const kind = isArchive ? 'restore' : 'archive'
  const modules = countModules(ids.length)
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next)
        propose.reset()
      }}
      size="md"
      title={`Propose to ${kind} ${modules}`}
      description="It stands in a change request. Its effect on contexts shows there; retrieval follows it once it is merged."
      trigger={
        <Button size="sm">
          <GitPullRequestArrow />
          {isArchive ? 'Propose to restore…' : 'Propose to archive…'}
        </Button>
      }
    >
      <ProposeForm
        suggestedTitle={`${isArchive ? 'Restore' : 'Archive'} ${modules}`}
        error={propose.error}
        isPending={propose.isPending || propose.isSuccess}
        onPropose={(target) => propose.mutate({ ids, kind, target })}
        onCancel={() => setIsOpen(false)}
      />
    </Dialog>
  )
}

function TagPopover({ ids, onChanged }: { ids: string[]; onChanged: () => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState('')
  const tag = useEditModules(() => {
    setIsOpen(false)
    setText('')
    onChanged()
  })
  const tags = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tag.mutate({ ids, addTags: tags })
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      side="top"
      label="Tag the selected modules"
      trigger={
        <Button size="sm">
          <Tag />
          Tag
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Tags" hint="Separated by commas. Each module gets a new version.">
          {(control) => (
            <Input {...control} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button
            size="sm"
            disabled={tags.length === 0 || tag.isPending}
            onClick={() => tag.mutate({ ids, removeTags: tags })}
          >
            Remove
          </Button>
          <Button size="sm" variant="primary" type="submit" disabled={tags.length === 0} isPending={tag.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Popover>
  )
}
