'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  Archive,
  ArchiveRestore,
  Download,
  Ellipsis,
  GitPullRequestArrow,
  MessagesSquare,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { refreshProduction, refreshWithoutModules } from '@/components/data/refresh-production'
import { useAction } from '@/components/data/use-action'
import { useNeedsReview } from '@/components/data/use-needs-review'
import { useSingle } from '@/components/data/use-single'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { toastUndo } from '@/components/ui/toast'
import { tellArchived, tellBack, tellDeleted } from '@/components/ui/toast-words'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { archiveModulesAction, unarchiveModulesAction } from '../actions'
import { ProposeDialog } from '../propose-dialog'
import { deleteModuleAction, discardDraftAction } from './actions'
import { describeDelete, describeDependents, describeDiscard } from './editor-words'
import type { OpenModule } from './open-module'
import { dependenciesQuery } from './queries'

type Question = 'archive' | 'propose' | 'delete' | 'discard' | null

type ModuleMenuProps = {
  module: OpenModule
  hasDraft: boolean
  /** Asks the draft in the playground; absent where it cannot be. */
  onAsk: (() => void) | undefined
  /** Runs what is done with a revision of the draft while no save is under way. */
  alone: (work: (revision: number) => Promise<unknown>) => Promise<unknown>
  onDiscarded: () => Promise<void>
}

export function ModuleMenu({ module, hasDraft, onAsk, alone, onDiscarded }: ModuleMenuProps) {
  const router = useRouter()
  const toPath = useWorkspacePath()
  const toDownload = useDownloadHref()
  const queryClient = useQueryClient()
  const [question, setQuestion] = useState<Question>(null)
  const { data: dependencies } = useQuery(dependenciesQuery(module.id))
  const dependents = (dependencies?.neededBy ?? []).filter(({ depth }) => depth === 1)
  const refresh = () => void refreshProduction(queryClient)
  const leave = () => {
    void refreshWithoutModules(queryClient)
    router.push(toPath('/modules'))
  }

  const unarchive = useAction(unarchiveModulesAction, {
    onSuccess: ({ failed: [failure] }) => {
      refresh()
      router.refresh()
      if (failure) toast.error(failure.message)
      else toast(tellBack(module.name))
    },
  })
  const archive = useAction(archiveModulesAction, {
    onSuccess: ({ failed }) => {
      setQuestion(null)
      const [failure] = failed
      if (failure) {
        toast.error(failure.message)
        return
      }
      leave()
      toastUndo(tellArchived(module.name), () => unarchive.mutate({ ids: [module.id] }))
    },
  })
  const remove = useAction(deleteModuleAction, {
    onSuccess: () => {
      leave()
      toast(tellDeleted(module.name))
    },
  })
  const discard = useAction(discardDraftAction, {
    onSuccess: async () => {
      if (module.version === 0) leave()
      else await onDiscarded()
      setQuestion(null)
    },
  })
  const discarding = useSingle(async () => {
    // a newer one of another tab or person is not thrown away with it
    await alone((revision) => discard.mutateAsync({ id: module.id, revision }).catch(() => undefined))
  })
  const isArchived = module.status === 'archived'
  // what was never published is nothing that production has
  const needsReview = useNeedsReview() && module.version > 0
  const verb = isArchived ? 'restore' : 'archive'
  const close = (open: boolean) => !open && setQuestion(null)
  const who = dependents.map(({ name, id }) => name ?? id)
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button variant="ghost" size="icon" aria-label="More actions">
            <Ellipsis />
          </Button>
        }
      >
        <MenuItem asChild>
          <a href={toDownload(`/api/v1/modules/export?ids=${encodeURIComponent(module.id)}`)} download>
            <Download aria-hidden />
            Export
          </a>
        </MenuItem>
        {onAsk && (
          <MenuItem onSelect={onAsk} className="md:hidden">
            <MessagesSquare aria-hidden />
            Ask it
          </MenuItem>
        )}
        {hasDraft && (
          <MenuItem onSelect={() => setQuestion('discard')}>
            <Undo2 aria-hidden />
            {module.version === 0 ? 'Discard this draft' : 'Discard the changes'}
          </MenuItem>
        )}
        {needsReview ? (
          <MenuItem onSelect={() => setQuestion('propose')}>
            <GitPullRequestArrow aria-hidden />
            Propose to {verb}…
          </MenuItem>
        ) : isArchived ? (
          <MenuItem onSelect={() => unarchive.mutate({ ids: [module.id] })}>
            <ArchiveRestore aria-hidden />
            Restore from the archive
          </MenuItem>
        ) : (
          <MenuItem
            onSelect={() => (dependents.length > 0 ? setQuestion('archive') : archive.mutate({ ids: [module.id] }))}
          >
            <Archive aria-hidden />
            Archive
          </MenuItem>
        )}
        {!needsReview && (
          <>
            <MenuSeparator />
            <MenuItem isDanger onSelect={() => setQuestion('delete')}>
              <Trash2 aria-hidden />
              Delete
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      {question === 'propose' && (
        <ProposeDialog
          ids={[module.id]}
          proposed={{ edit: { kind: verb }, what: `${verb} “${module.name}”` }}
          onClose={() => setQuestion(null)}
        />
      )}
      <ConfirmDialog
        open={question === 'archive'}
        onOpenChange={close}
        title={`Archive ${module.name}?`}
        description={
          <>
            <Dependents names={who} />
            <p className="mt-2">Retrieval will not see it any more. You can bring it back at any time.</p>
          </>
        }
        confirmLabel="Archive"
        isPending={archive.isPending}
        onConfirm={() => archive.mutate({ ids: [module.id] })}
      />
      <ConfirmDialog
        open={question === 'delete'}
        onOpenChange={close}
        title={`Delete ${module.name}?`}
        description={
          <>
            <p>{describeDelete(module.version)}</p>
            <Dependents names={who} />
          </>
        }
        confirmLabel="Delete for good"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ id: module.id })}
      />
      <ConfirmDialog
        open={question === 'discard'}
        onOpenChange={close}
        title="Discard the changes?"
        description={describeDiscard(module.version)}
        confirmLabel="Discard"
        isPending={discarding.isRunning}
        onConfirm={() => void discarding.run()}
      />
    </>
  )
}

function Dependents({ names }: { names: string[] }) {
  if (names.length === 0) return null
  return <p className="mt-2 text-fg">{describeDependents(names)}</p>
}
