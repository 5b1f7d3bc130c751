'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Eye, EyeOff, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { withBlanks } from '@/components/questions/with-blanks'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { toastUndo } from '@/components/ui/toast'
import { tellDeleted } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import type { QueryTemplateDto } from '@/lib/schemas/contexts/query-template'
import { deleteQueryTemplateAction, restoreQueryTemplateAction, updateQueryTemplateAction } from './actions'
import { TemplateDialog } from './template-dialog'

export function TemplateRow({ template, canWrite }: { template: QueryTemplateDto; canWrite: boolean }) {
  const { id, title, text, isPinned, isHidden, timesAsked, editedBy } = template
  const [isEditing, setIsEditing] = useState(false)
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['insights', 'templates'] })
  const update = useAction(updateQueryTemplateAction, { onSuccess: refresh })
  const restore = useAction(restoreQueryTemplateAction, { onSuccess: refresh })
  const remove = useAction(deleteQueryTemplateAction, {
    onSuccess: () => {
      refresh()
      toastUndo(tellDeleted(title), () => restore.mutate({ id }))
    },
  })
  const facts = [timesAsked > 0 && `asked ${formatNumber(timesAsked)} times`, editedBy && `edited by ${editedBy.name}`]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className={`min-w-0 flex-1 basis-56 ${isHidden ? 'text-fg-muted' : ''}`}>
        <p className="flex items-center gap-2 text-sm">
          <span className="truncate font-medium">{title}</span>
          {isPinned && <Badge tone="accent">Pinned</Badge>}
          {isHidden && <Badge>Hidden</Badge>}
        </p>
        {withBlanks(text) !== title && <p className="break-words text-fg-muted text-xs">{withBlanks(text)}</p>}
        <p className="text-fg-faint text-xs">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {canWrite && (
        <div className="flex items-center">
          <IconAction
            label={isPinned ? 'Unpin' : 'Pin'}
            title={title}
            isBusy={update.isPending}
            onClick={() => update.mutate({ id, isPinned: !isPinned })}
          >
            {isPinned ? <PinOff /> : <Pin />}
          </IconAction>
          <IconAction
            label={isHidden ? 'Show' : 'Hide'}
            title={title}
            isBusy={update.isPending}
            onClick={() => update.mutate({ id, isHidden: !isHidden })}
          >
            {isHidden ? <Eye /> : <EyeOff />}
          </IconAction>
          <IconAction label="Edit" title={title} onClick={() => setIsEditing(true)}>
            <Pencil />
          </IconAction>
          <IconAction label="Delete" title={title} isBusy={remove.isPending} onClick={() => remove.mutate({ id })}>
            <Trash2 />
          </IconAction>
        </div>
      )}
      {isEditing && <TemplateDialog template={template} onClose={() => setIsEditing(false)} />}
    </li>
  )
}

type IconActionProps = { label: string; title: string; isBusy?: boolean; onClick: () => void; children: ReactNode }

function IconAction({ label, title, isBusy, onClick, children }: IconActionProps) {
  return (
    <Tooltip content={label}>
      <Button variant="ghost" size="icon-sm" aria-label={`${label}: ${title}`} disabled={isBusy} onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  )
}
