import { BoxGraph } from '@/components/graph/box-graph'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { DependencyDto, ModuleDependenciesDto } from '@/lib/schemas/modules/module'
import { moduleHref } from '../../module-row'
import { STATE_BADGES } from './needs-words'
import { pickNearest } from './pick-nearest'

type NeedsPictureProps = { name: string; dependencies: ModuleDependenciesDto }

/** What the module needs and what needs it, over all levels; the lists beneath say the same in words. */
export function NeedsPicture({ name, dependencies }: NeedsPictureProps) {
  const { id } = dependencies
  const { others, edges, left } = pickNearest(dependencies)
  if (others.length === 0) return null
  return (
    <figure className="space-y-1">
      <BoxGraph
        nodes={[{ id, name, state: 'ok' as const }, ...others]}
        edges={edges}
        direction="down"
        label="Picture of the dependencies"
        listLabel="The module and its dependencies"
        selected={id}
        toBox={(node) => <Box node={node} isOwn={node.id === id} />}
      />
      <figcaption className="text-fg-faint text-xs">
        A box points to what it needs.
        {left > 0 && ` The lists beneath have ${formatCount(left, 'more module')} that are further away.`}
      </figcaption>
    </figure>
  )
}

type BoxProps = { node: Pick<DependencyDto, 'id' | 'name' | 'state'>; isOwn: boolean }

function Box({ node: { id, name, state }, isOwn }: BoxProps) {
  const classes = cn(
    'flex size-full flex-col justify-center rounded-md border bg-surface px-2 text-left text-xs',
    isOwn && 'border-accent bg-accent/8 font-medium',
    state !== 'ok' && 'border-warning border-dashed',
  )
  const words = (
    <>
      <span className="w-full truncate">{name ?? id}</span>
      {state !== 'ok' && <span className="w-full truncate text-fg-muted">{STATE_BADGES[state].label}</span>}
    </>
  )
  if (isOwn || state === 'missing') {
    return (
      <span className={classes} title={name ?? id}>
        {words}
      </span>
    )
  }
  return (
    <WorkspaceLink href={moduleHref(id)} className={cn(classes, 'hover:bg-muted')} title={name ?? id}>
      {words}
    </WorkspaceLink>
  )
}
