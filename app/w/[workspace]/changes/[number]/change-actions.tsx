'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Ellipsis, GitMerge, Pencil, RotateCcw, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { refreshProduction } from '@/components/data/refresh-production'
import { useAction } from '@/components/data/use-action'
import { useSingle } from '@/components/data/use-single'
import { useCommands } from '@/components/frame/commands'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { toastUndo } from '@/components/ui/toast'
import { tellClosed, tellMerged } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { mergeChangeAction, updateChangeAction } from '../actions'
import { describeWork, nameTarget, waitsFor, whyNotMerged } from '../change-words'
import { DescribeDialog } from './describe-dialog'
import { ReasonDialog } from './reason-dialog'
import { useChangeChecks } from './use-change-checks'
import { useRevert } from './use-revert'
import { useShowChange } from './use-show-change'
import { WorkProgress } from './work-progress'

/** What comes next, and beside it what else can be done. */
export function ChangeActions({ change, canBypass }: { change: ChangeRequestDto; canBypass: boolean }) {
  const { number, status } = change
  const client = useQueryClient()
  const showChange = useShowChange()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [isDescribing, setIsDescribing] = useState(false)
  const [isBypassing, setIsBypassing] = useState(false)
  const show = (next: ChangeRequestDto) => {
    showChange(next)
    void client.invalidateQueries({ queryKey: ['releases'] })
  }
  const showMerged = (next: ChangeRequestDto) => {
    showChange(next)
    void refreshProduction(client)
    toast(tellMerged(number, nameTarget(change.target)))
  }
  const merge = useAction(mergeChangeAction, { onSuccess: showMerged })
  const bypass = useAction(mergeChangeAction, {
    onSuccess: (next) => {
      showMerged(next)
      setIsBypassing(false)
    },
    onError: () => undefined,
  })
  const edits = change.edits.length + change.policies.length + change.querySets.length
  const revert = useRevert(number, edits, (next) => {
    show(next)
    router.push(toPath(`/changes/${next.number}`))
  })
  const update = useAction(updateChangeAction, { onSuccess: show })
  // one that is not filled to its end is opened once somebody says that it is whole
  const reopened = change.filling ? 'draft' : 'open'
  const close = () =>
    update.mutate(
      { number, status: 'closed' },
      {
        onSuccess: () =>
          toastUndo(tellClosed(number), () =>
            update.mutate({ number, status: status === 'draft' ? status : reopened }),
          ),
      },
    )
  const problem = status === 'open' ? whyNotMerged(change) : ''
  const checking = useChangeChecks(change)
  const merging = useSingle(async () => {
    if (problem !== '') return
    // a toast says what keeps it
    if (await checking.startRequired()) await merge.mutateAsync({ number }).catch(() => undefined)
  })
  useCommands([
    ...(status === 'open'
      ? [
          {
            id: 'change:merge',
            label: 'Merge this change request',
            group: 'Change request',
            shortcut: 'mod+enter',
            run: () => void merging.run(),
          },
        ]
      : []),
  ])
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
        <MenuItem onSelect={() => setIsDescribing(true)}>
          <Pencil aria-hidden />
          Title and description
        </MenuItem>
        {status === 'open' &&
          canBypass &&
          problem !== '' &&
          [change.reviewProblem, change.checksProblem].includes(problem) && (
            <MenuItem isDanger onSelect={() => setIsBypassing(true)}>
              <GitMerge aria-hidden />
              Merge all the same
            </MenuItem>
          )}
        {status === 'open' && (
          <MenuItem onSelect={() => update.mutate({ number, status: 'draft' })}>Back to a draft</MenuItem>
        )}
        {(status === 'open' || status === 'draft') && <MenuItem onSelect={close}>Close without merging</MenuItem>}
      </DropdownMenu>
      {checking.error && <span className="text-danger text-xs">{checking.error.message}</span>}
      {checking.running && <WorkProgress what="Checks" running={checking.running} onCancel={checking.cancel} />}
      {revert.running && <WorkProgress what="Edits taken back" running={revert.running} onCancel={revert.cancel} />}
      <span role="status" className="text-fg-muted text-xs">
        {describeWork({
          merges: merge.isPending || bypass.isPending,
          reverts: revert.isPending && !revert.running,
          edits,
        })}
      </span>
      {status === 'open' && (
        <Tooltip content={problem || 'Merge'} shortcut="mod+enter">
          <Button
            variant="primary"
            aria-disabled={problem !== ''}
            isPending={merging.isRunning}
            onClick={() => void merging.run()}
          >
            <GitMerge />
            Merge
          </Button>
        </Tooltip>
      )}
      {status === 'draft' && (
        <Tooltip content={change.filling ? waitsFor(change.filling) : 'Ask for its review'}>
          <Button
            variant="primary"
            aria-disabled={change.filling !== null}
            isPending={update.isPending}
            onClick={() => {
              if (!change.filling) update.mutate({ number, status: 'open' })
            }}
          >
            Mark as ready
          </Button>
        </Tooltip>
      )}
      {status === 'merged' && (
        <Button isPending={revert.isPending} onClick={revert.start}>
          <Undo2 />
          Revert
        </Button>
      )}
      {status === 'closed' && (
        <Button isPending={update.isPending} onClick={() => update.mutate({ number, status: reopened })}>
          <RotateCcw />
          Reopen
        </Button>
      )}
      {isBypassing && (
        <ReasonDialog
          title="Merge it all the same?"
          description={problem}
          confirmLabel="Merge all the same"
          error={bypass.error}
          isPending={bypass.isPending}
          onConfirm={(bypassReason) => bypass.mutate({ number, bypassReason })}
          onClose={() => setIsBypassing(false)}
        />
      )}
      {isDescribing && (
        <DescribeDialog
          change={change}
          onClose={() => setIsDescribing(false)}
          onSaved={(next) => {
            show(next)
            setIsDescribing(false)
          }}
        />
      )}
    </>
  )
}
