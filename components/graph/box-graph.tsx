'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Skeleton } from '@/components/ui/skeleton'
import { BOX, type BoxesAndArrows, type Direction, layOut } from './lay-out'

type BoxGraphProps<Node extends { id: string }> = {
  nodes: readonly Node[]
  edges: BoxesAndArrows['edges']
  /** Default right. */
  direction?: Direction
  /** What the picture is of, and what its boxes are. */
  label: string
  listLabel: string
  /** Its arrows stand out, and it is brought into sight. */
  selected: string | null
  toBox: (node: Node) => ReactNode
}

/** Boxes, and arrows that go one way. */
export function BoxGraph<Node extends { id: string }>(props: BoxGraphProps<Node>) {
  const { nodes, edges, direction = 'right', label, listLabel, selected, toBox } = props
  const key = JSON.stringify([nodes.map(({ id }) => id), edges])
  const {
    data: laidOut,
    error,
    refetch,
  } = useQuery({ queryKey: ['graph layout', direction, key], queryFn: () => layOut({ nodes, edges }, direction) })
  const arrow = useId()
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
    <ScrollRegion label={label} className="max-h-[70vh] overflow-y-auto">
      <div className="relative" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 text-fg-faint">
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0L8 4L0 8z" fill="currentColor" />
            </marker>
          </defs>
          {paths.map((path, at) => {
            const edge = edges[at]
            const isOwn = edge?.from === selected || edge?.to === selected
            return (
              <path
                key={path}
                d={path}
                fill="none"
                stroke="currentColor"
                strokeWidth={isOwn ? 2 : 1}
                className={isOwn ? 'text-accent' : undefined}
                markerEnd={`url(#${arrow})`}
              />
            )
          })}
        </svg>
        <ul aria-label={listLabel}>
          {nodes.map((node) => {
            const { x, y } = boxes.get(node.id) ?? { x: 0, y: 0 }
            return (
              <li
                key={node.id}
                ref={node.id === selected ? followed : undefined}
                // no arrow shows through a box
                className="absolute rounded-md bg-background"
                style={{ left: x, top: y, ...BOX }}
              >
                {toBox(node)}
              </li>
            )
          })}
        </ul>
      </div>
    </ScrollRegion>
  )
}
