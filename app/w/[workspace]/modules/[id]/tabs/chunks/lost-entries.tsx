'use client'

import { Trash2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Select } from '@/components/ui/select'
import { Tooltip } from '@/components/ui/tooltip'
import type { Chunk } from '@/lib/engine'
import { describeLost } from '../../editor-words'
import type { OverlayEntryDto } from './use-overlay'

type LostEntriesProps = {
  lost: OverlayEntryDto[]
  chunks: Chunk[]
  canWrite: boolean
  onAnchor: (entry: OverlayEntryDto, chunk: Chunk) => void
  onDelete: (entry: OverlayEntryDto) => void
}

const keyOf = ({ anchor }: OverlayEntryDto) => `${anchor.contentHash} ${anchor.headingPath.join(' ')}`

/** Curation whose text is nowhere in the module any more: kept without effect until somebody decides. */
export function LostEntries({ lost, chunks, canWrite, onAnchor, onDelete }: LostEntriesProps) {
  if (lost.length === 0) return null
  return (
    <Notice tone="warning" title={describeLost(lost.length)}>
      <ul aria-label="Lost their anchor" className="mt-2 space-y-3">
        {lost.map((entry) => (
          <li key={keyOf(entry)} className="space-y-1.5 border-t pt-2 text-xs">
            <p className="truncate font-medium text-fg">
              {entry.anchor.headingPath.join(' › ') || 'Before the first heading'}
            </p>
            <p className="line-clamp-2 font-mono">{entry.anchor.text}</p>
            <div className="flex flex-wrap gap-1.5">
              {entry.isExcluded && <Badge tone="warning">kept from retrieval</Badge>}
              {entry.keywords.map((keyword) => (
                <Badge key={keyword} tone="accent">
                  {keyword}
                </Badge>
              ))}
              {entry.questions.map((question) => (
                <span key={question}>{question}</span>
              ))}
            </div>
            {canWrite && (
              <div className="flex gap-2">
                <Select
                  aria-label="Anchor it to a chunk"
                  className="h-7 text-xs"
                  placeholder="Anchor to…"
                  value={undefined}
                  onValueChange={(ordinal) => {
                    const chunk = chunks.find((candidate) => String(candidate.ordinal) === ordinal)
                    if (chunk) onAnchor(entry, chunk)
                  }}
                  options={chunks.map(({ ordinal, headingPath, text }) => ({
                    value: String(ordinal),
                    label: `${ordinal + 1} · ${headingPath.at(-1) ?? text.slice(0, 40)}`,
                  }))}
                />
                <Tooltip content="Delete this curation">
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label="Delete this curation"
                    onClick={() => onDelete(entry)}
                  >
                    <Trash2 />
                  </Button>
                </Tooltip>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
