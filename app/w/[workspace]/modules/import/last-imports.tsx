import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState, LoadedBefore, Notice } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { PastImportDto } from '@/lib/schemas/imports/past-import'
import { andMore, describeCounts, describeKept } from './import-words'
import { ImportedModules } from './imported-modules'
import { importsQuery } from './queries'
import { undoImport } from './undo-import'
import { Undone } from './undone'

type LastImportsProps = { isOpen: boolean; onClose: () => void; onChanged: () => void }

/** The imports of the workspace, whoever made them, each with what it changed and its undoing. */
export function LastImports({ isOpen, onClose, onChanged }: LastImportsProps) {
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => next || onClose()}
      title="Last imports"
      description="What each import changed. Undoing one leaves alone what somebody changed since."
      size="md"
      className="p-0"
    >
      {isOpen && <ImportList onChanged={onChanged} />}
    </Dialog>
  )
}

function ImportList({ onChanged }: Pick<LastImportsProps, 'onChanged'>) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(importsQuery())
  if (error && !data) {
    return <ErrorState title="The imports could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) {
    return (
      <div role="status" aria-label="Loading the imports" className="space-y-3 p-4">
        <Skeleton />
        <Skeleton />
      </div>
    )
  }
  const imports = data.pages.flatMap((page) => page.items)
  if (imports.length === 0) return <p className="p-4 text-fg-muted text-sm">Nothing has been imported yet.</p>
  return (
    <>
      <LoadedBefore error={error} className="px-4 pt-3" />
      <ul aria-label="Imports" className="mt-3 divide-y border-t">
        {imports.map((past) => (
          <ImportRow key={past.id} past={past} onChanged={onChanged} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="border-t p-3">
          <Button isPending={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show earlier imports
          </Button>
        </div>
      )}
    </>
  )
}

function ImportRow({ past, onChanged }: { past: PastImportDto; onChanged: () => void }) {
  const queryClient = useQueryClient()
  const [isUnfolded, setIsUnfolded] = useState(false)
  const undo = useMutation({
    mutationFn: () => undoImport(past.id),
    onSettled: () => {
      onChanged()
      return queryClient.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  const { undone } = past
  const rest = past.moduleCount - past.modules.length
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="text-sm">{describeCounts(past.counts)}</p>
          <p className="flex gap-1.5 text-xs">
            <span className="truncate font-mono">{past.modules.join(', ')}</span>
            {rest > 0 && <span className="shrink-0 text-fg-muted">{andMore(rest)}</span>}
          </p>
          <p className="text-fg-muted text-xs">
            {past.by.name} · <RelativeTime date={past.at} />
          </p>
          {undone && (
            <p className="text-fg-muted text-xs">
              Undone by {undone.by.name} · <RelativeTime date={undone.at} />
              {undone.kept > 0 && ` · ${describeKept(undone.kept)}`}
            </p>
          )}
        </div>
        <Button size="sm" variant="ghost" aria-expanded={isUnfolded} onClick={() => setIsUnfolded(!isUnfolded)}>
          {isUnfolded ? 'Hide modules' : 'Show modules'}
        </Button>
        {past.undoable > 0 && (
          <Button size="sm" isPending={undo.isPending} onClick={() => undo.mutate()}>
            <Undo2 />
            Undo
          </Button>
        )}
      </div>
      {undo.error && <Notice title={undo.error.message}>What was undone before stays undone. Try again.</Notice>}
      {undo.data && <Undone {...undo.data} />}
      {isUnfolded && <ImportedModules importId={past.id} />}
    </li>
  )
}
