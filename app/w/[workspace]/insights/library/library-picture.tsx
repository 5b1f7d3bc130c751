'use client'

import { BoxGraph } from '@/components/graph/box-graph'
import { cn } from '@/components/ui/cn'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { type GraphNode, levelOfUse, type LibraryPicture as Picture } from './build-graph'

/** From never to often; each has its border, so that it reads without color. */
const LEVELS = [
  'border-dashed border-line-strong bg-background',
  'border-line-strong bg-accent/5',
  'border-line-strong bg-accent/15',
  'border-accent/60 bg-accent/25',
  'border-2 border-accent bg-accent/35',
]
const LEVEL_WORDS = ['never sent', 'in under 2%', 'in under 10%', 'in under 40%', 'in 40% and more']

type LibraryPictureProps = {
  picture: Picture
  contexts: number
  /** The module whose dependencies are followed. */
  selected: string | null
  onChoose: (node: GraphNode) => void
}

/** Boxes and arrows: a box points to what it needs. The table beneath has the same in words. */
export function LibraryPicture({ picture, contexts, selected, onChoose }: LibraryPictureProps) {
  return (
    <figure className="space-y-2">
      <BoxGraph
        {...picture}
        label="Picture of the library"
        listLabel="Modules and their dependencies"
        selected={selected}
        toBox={(node) => (
          <Box
            node={node}
            level={levelOfUse(node.sentIn, contexts)}
            isSelected={node.id === selected}
            onChoose={() => onChoose(node)}
          />
        )}
      />
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
      {/* muted on the strongest color it would be too weak to read */}
      <span className={cn('w-full truncate', level < LEVELS.length - 1 && 'text-fg-muted')}>{told}</span>
    </button>
  )
}
