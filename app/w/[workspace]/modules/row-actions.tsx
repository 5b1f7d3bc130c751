'use client'

import { Archive, ArchiveRestore, Download } from 'lucide-react'
import { useNeedsReview } from '@/components/data/use-needs-review'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'

type RowActionsProps = { module: ModuleSummaryDto; onArchive: () => void }

/** In place of when a module changed, while its row is pointed at or the focus is in it. */
export function RowActions({ module, onArchive }: RowActionsProps) {
  const toDownload = useDownloadHref()
  const isArchived = module.status === 'archived'
  const isProposed = useNeedsReview() && module.version > 0
  const verb = isArchived ? 'Restore' : 'Archive'
  const label = isProposed ? `Propose to ${verb.toLowerCase()}` : verb
  return (
    <span className="absolute inset-y-0 right-2 flex items-center gap-0.5 opacity-0 focus-within:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 max-sm:hidden">
      <Tooltip content="Export">
        <Button variant="ghost" size="icon-sm" aria-label={`Export ${module.name}`} asChild>
          <a href={toDownload(`/api/v1/modules/export?ids=${encodeURIComponent(module.id)}`)} download>
            <Download />
          </a>
        </Button>
      </Tooltip>
      <Tooltip content={label} shortcut="e">
        <Button variant="ghost" size="icon-sm" aria-label={`${label} ${module.name}`} onClick={onArchive}>
          {isArchived ? <ArchiveRestore /> : <Archive />}
        </Button>
      </Tooltip>
    </span>
  )
}
