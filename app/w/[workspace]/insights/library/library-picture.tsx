'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { ErrorState } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Skeleton } from '@/components/ui/skeleton'
import { type GraphNode, levelOfUse, type LibraryPicture as Picture } from './build-graph'
import { BOX, layOut } from './lay-out'

/** From never to often; each has its border, so that it reads without color. */
const LEVELS = [
  'border-dashed border-line-strong bg-background',
  'border-line-strong bg-accent/5',
  'border-line-strong bg-accent/15',
  'border-accent/60 bg-accent/25',
  'border-2 border-accent bg-accent/35',
]
const LEVEL_WORDS = ['never sent', 'in under 2 %', 'in under 10 %', 'in under 40 %', 'in 40 % and more']

type LibraryPictureProps = {
  picture: Picture
  contexts: number
  /** The module whose dependencies are followed. */
  selected: string | null
  onChoose: (node: GraphNode) => void
}

/** Boxes and arrows: a box points to what it needs. The table beneath has the same in words. */
export function LibraryPicture({ picture, contexts, selected, onChoose }: LibraryPictureProps) {
  const key = JSON.stringify([picture.nodes.map(({ id }) => id), picture.edges])
  const {
    data: laidOut,
    error,
    refetch,
  } = useQuery({ queryKey: ['library layout', key], queryFn: () => layOut(picture) })
  const followed = useRef<HTMLLIElement>(null)
  // of a large picture only a part is in sight
  // biome-ignore lint/correctness/useExhaustiveDependencies: it stands elsewhere in each layout
  useEffect(() => {
    const box = followed.current
    const region = box?.closest('section')
    if (!box || !region) return
    const left = box.offsetLeft - (region.clientWidth - BOX.width) / 2
    region.scrollTo({ left, top: box.offsetTop - (region.clientHeight - BOX.height) / 2 })
  }, [laidOut, selected])
  if (error) {
    return (
      <ErrorState title="The picture could not be drawn" description={error.message} onRetry={() => void refetch()} />
    )
  }
  if (!laidOut) return <Skeleton className="h-72 w-full" />
  const { width, height, boxes, paths } = laidOut
  return (
    <figure className="space-y-2">
      <ScrollRegion label="Picture of the library" className="max-h-[70vh] overflow-y-auto">
        <div className="relative" style={{ width, height }}>
          <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 text-fg-faint">
            <defs>
              <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <path d="M0 0L8 4L0 8z" fill="currentColor" />
              </marker>
            </defs>
            {paths.map((path, at) => {
              const edge = picture.edges[at]
              const isOwn = edge?.from === selected || edge?.to === selected
              return (
                <path
                  key={path}
                  d={path}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth={isOwn ? 2 : 1}
                  className={isOwn ? 'text-accent' : undefined}
                  markerEnd="url(#arrow)"
                />
              )
            })}
          </svg>
          <ul aria-label="Modules and their dependencies">
            {picture.nodes.map((node) => {
              const { x, y } = boxes.get(node.id) ?? { x: 0, y: 0 }
              return (
                <li
                  key={node.id}
                  ref={node.id === selected ? followed : undefined}
                  className="absolute"
                  style={{ left: x, top: y, ...BOX }}
                >
                  <Box
                    node={node}
                    level={levelOfUse(node.sentIn, contexts)}
                    isSelected={node.id === selected}
                    onChoose={() => onChoose(node)}
                  />
                </li>
              )
            })}
          </ul>
        </div>
      </ScrollRegion>
      <figcaption>
        <ul aria-label="Legend" className="flex flex-wrap gap-x-3 gap-y-1 text-fg-muted text-xs">
          {LEVEL_WORDS.map((word, level) => (
            <li key={word} className="flex items-center gap-1.5">
              <span aria-hidden className={cn('size-3 rounded-[3px] border', LEVELS[level])} />
              {word}
              {level > 0 && ' of contexts'}
            </li>
          ))}
          {picture.nodes.some(({ kind }) => kind === 'missing') && (
            <li className="flex items-center gap-1.5">
              <span aria-hidden className="size-3 rounded-[3px] border border-danger border-dashed" />
              not there
            </li>
          )}
        </ul>
      </figcaption>
    </figure>
  )
}

type BoxProps = { node: GraphNode; level: number; isSelected: boolean; onChoose: () => void }

function Box({ node: { name, kind, modules, sentIn, tokens }, level, isSelected, onChoose }: BoxProps) {
  const told =
    kind === 'missing'
      ? 'needed, and not in production'
      : `${kind === 'group' ? `${formatCount(modules, 'module')} · ` : ''}${sentIn === 0 ? 'never sent' : `sent in ${formatNumber(sentIn)}`}`
  return (
    <button
      type="button"
      disabled={kind === 'missing'}
      aria-pressed={kind === 'module' ? isSelected : undefined}
      title={`${name}: ${told}, ${formatCount(tokens, 'token')}`}
      onClick={onChoose}
      className={cn(
        'flex size-full flex-col justify-center rounded-md border px-2 text-left text-xs',
        kind === 'missing' ? 'border-danger border-dashed bg-background' : LEVELS[level],
        isSelected && 'ring-2 ring-accent',
      )}
    >
      <span className="w-full truncate font-medium">{name}</span>
      <span className="w-full truncate text-fg-muted">{told}</span>
    </button>
  )
}
