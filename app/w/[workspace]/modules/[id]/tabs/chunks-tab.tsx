'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { showError } from '@/components/data/use-action'
import { useNeedsReview } from '@/components/data/use-needs-review'
import type { SourceAnalysis } from '@/components/source-analysis/source-analysis'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { tellAnchored, tellCurated } from '@/components/ui/toast-words'
import { applyEdits, type Chunk } from '@/lib/engine'
import { splitSource } from '@/lib/schemas/front-matter/front-matter'
import { describeCuration } from '../editor-words'
import { versionQuery } from '../queries'
import { type Begun, ChunkCard, type CurateChunk } from './chunks/chunk-card'
import { ChunkHeat } from './chunks/chunk-heat'
import { type ChunkKey, keepKeys } from './chunks/chunk-keys'
import type { Curation } from './chunks/curation-editor'
import { LostEntries } from './chunks/lost-entries'
import { findPassage, type NamedChunk } from './chunks/named-passage'
import { OverlayHistory } from './chunks/overlay-history'
import { PassageNotice } from './chunks/passage-notice'
import { ProposeCuration, type ProposedCuration } from './chunks/propose-curation'
import { type OverlayEntryDto, toInput, useOverlay } from './chunks/use-overlay'

/** At a time: thousands of cards at once would take seconds. */
const MAX_SHOWN = 200
/** Shown before a chunk that the address names. */
const LEAD = 10

type ChunksTabProps = {
  id: string
  body: string
  chunks: SourceAnalysis['chunks'] | undefined
  /** What the address names. */
  named: NamedChunk | null
  /** The newest version: `body` may have been changed since. */
  published: { version: number; source: string }
  canWrite: boolean
  /** Shows a span of the body in the source. */
  onGoTo: (start: number, end: number) => void
  /** Puts another text in the place of one that begins at `start` of the body; false when it is not there any more. */
  onReplace: (start: number, before: string, after: string) => boolean
  /** A form of a chunk was opened: 1, or closed: -1. */
  onWriting: (by: 1 | -1) => void
}

/** How the body will be cut: what retrieval finds and sends are these pieces, and here they are curated. */
export function ChunksTab({ id, body, chunks, named, published, canWrite, onGoTo, ...props }: ChunksTabProps) {
  const older = useQuery(versionQuery(id, named && named.version !== published.version ? named.version : 0)).data
  const { query, overlay, bound, save, restore } = useOverlay(id, chunks)
  const keys = useChunkKeys(chunks)
  const [moved, setMoved] = useState<number>()
  const [proposed, setProposed] = useState<(ProposedCuration & { settle: (isProposed: boolean) => void }) | null>(null)
  const needsReview = useNeedsReview()
  if (!chunks) {
    return (
      <div className="flex flex-col gap-3 p-4" role="status" aria-label="Cutting into chunks">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    )
  }
  const versionBody = named?.version === published.version ? splitSource(published.source).body : older?.body
  const passage = named && versionBody !== undefined ? findPassage(named, chunks, body, versionBody) : null
  const selected = passage?.index ?? null
  const first = moved ?? (selected !== null && selected >= MAX_SHOWN ? selected - LEAD : 0)
  const after = chunks.length - first - MAX_SHOWN
  const entries = bound.map(({ entry }) => entry)
  const lost = bound.flatMap(({ entry, index }) => (index === undefined ? [entry] : []))
  const others = (taken: OverlayEntryDto[]) => entries.filter((entry) => !taken.includes(entry)).map(toInput)
  const current = { entries, version: overlay?.version ?? 0 }
  const curate: CurateChunk = (chunk, begun, curation, message) => {
    const anchor = { headingPath: chunk.headingPath, text: chunk.text }
    const own = begun.bound.map(({ entry }) => entry)
    const rest = begun.current.entries.filter((entry) => !own.includes(entry)).map(toInput)
    return save([...rest, { anchor, ...curation }], message, tellCurated(chunk.ordinal), begun.current.version)
  }
  const own = (at: number) => bound.filter(({ index }) => index === first + at)
  const propose = ({ ordinal, headingPath, text }: Chunk, begun: Begun, curation: Curation) => {
    const replaced = begun.bound.map(({ entry }) => toInput(entry))
    const seen = { entries: begun.current.entries.map(toInput), version: begun.current.version }
    return new Promise<boolean>((resolve) => {
      const settle = (isProposed: boolean) => {
        setProposed(null)
        resolve(isProposed)
      }
      setProposed({ ordinal, entry: { anchor: { headingPath, text }, ...curation }, replaced, current: seen, settle })
    })
  }
  const anchorTo = (entry: OverlayEntryDto, { headingPath, text, ordinal }: Chunk) => {
    const moved = { ...toInput(entry), anchor: { headingPath, text } }
    save([...others([entry]), moved], 'Anchored again', tellAnchored(ordinal)).catch(showError)
  }
  const remove = (entry: OverlayEntryDto) => {
    save(others([entry]), 'Deleted what lost its anchor', 'The curation is deleted').catch(showError)
  }
  return (
    <div className="flex flex-col gap-3 p-4">
      {query.error && <Notice title={`The curation could not be loaded: ${query.error.message}`} />}
      {overlay && overlay.version > 0 && (
        <div className="flex items-center gap-2 text-fg-muted text-xs">
          <p className="min-w-0 flex-1">{describeCuration(entries.length, overlay.version)}</p>
          <OverlayHistory id={id} version={overlay.version} canWrite={canWrite} onRestore={restore} />
        </div>
      )}
      <ChunkHeat id={id} />
      {named && passage && <PassageNotice named={named} found={passage} />}
      <LostEntries lost={lost} chunks={chunks} canWrite={canWrite} onAnchor={anchorTo} onDelete={remove} />
      {chunks.length === 0 && <p className="text-fg-muted text-sm">The body is empty: there is no chunk.</p>}
      {first > 0 && (
        <Button size="sm" className="self-center" onClick={() => setMoved(Math.max(0, first - MAX_SHOWN))}>
          {formatNumber(first)} earlier
        </Button>
      )}
      <ol className="flex flex-col gap-3">
        {chunks.slice(first, first + MAX_SHOWN).map((chunk, at) => (
          <ChunkCard
            key={keys[first + at]?.key}
            chunk={chunk}
            source={sourceOf(chunk, body)}
            overlap={Math.max(0, (chunks[first + at - 1]?.endOffset ?? 0) - chunk.startOffset)}
            bound={own(at)}
            current={current}
            isSelected={first + at === selected}
            canWrite={canWrite && query.data !== undefined}
            onGoTo={() => onGoTo(chunk.startOffset, chunk.endOffset)}
            onCurate={curate}
            onPropose={(curation, begun) => propose(chunk, begun, curation)}
            whyNotSaved={needsReview ? 'This workspace requires review: propose it' : ''}
            onReloadOverlay={() => void query.refetch()}
            onReplace={(before, after) => props.onReplace(chunk.startOffset, before, after)}
            onWriting={props.onWriting}
          />
        ))}
      </ol>
      {after > 0 && (
        <Button size="sm" className="self-center" onClick={() => setMoved(first + MAX_SHOWN)}>
          {formatNumber(after)} more
        </Button>
      )}
      {proposed && (
        <ProposeCuration
          {...proposed}
          moduleId={id}
          onProposed={() => proposed.settle(true)}
          onClose={() => proposed.settle(false)}
        />
      )}
    </div>
  )
}

/** Names of the chunks, in order, that stay while the text around them changes. */
function useChunkKeys(chunks: Chunk[] | undefined): ChunkKey[] {
  const known = useRef<{ keys: ChunkKey[]; made: number }>({ keys: [], made: 0 })
  return useMemo(() => {
    const { keys } = known.current
    const fresh = () => String(known.current.made++)
    if (chunks) known.current.keys = keepKeys(keys, chunks, fresh)
    return known.current.keys
  }, [chunks])
}

/** As the body has it, without edits; the body may have changed since it was cut. */
function sourceOf({ text, startOffset, endOffset, edits }: Chunk, body: string): string {
  const isCurrent = applyEdits(body, startOffset, endOffset, edits) === text
  return isCurrent ? body.slice(startOffset, endOffset) : text
}
