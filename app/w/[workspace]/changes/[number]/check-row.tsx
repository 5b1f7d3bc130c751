import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { FailingCheckDto } from '@/lib/schemas/changes/change-checks'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'
import { describeBefore } from '../change-words'

type CheckRowProps = Pick<FailingCheckDto, 'query' | 'outcome'> & {
  /** What it says of the release that the change goes into, and what that is called; not shown where it is not given. */
  inProduction?: FailingCheckDto['inProduction']
  target?: string
  /** What people call a module; its id stands in the title. */
  nameOf: (moduleId: string) => string
  href: string
  children: ReactNode
}

/** A check that fails or holds, why, and what stands beneath it. */
export function CheckRow({
  query,
  outcome,
  inProduction,
  target = 'production',
  nameOf,
  href,
  children,
}: CheckRowProps) {
  const fails = outcome.status === 'fails'
  return (
    <li>
      <WorkspaceLink
        href={href}
        title={describeCheck(outcome.check)}
        className="grid grid-cols-[auto_1fr] gap-x-2 rounded-md px-1.5 py-1 text-sm hover:bg-muted focus-visible:-outline-offset-2"
      >
        {fails ? (
          <CircleX className="mt-0.5 size-4 text-danger" aria-hidden />
        ) : (
          <CircleCheck className="mt-0.5 size-4 text-success" aria-hidden />
        )}
        <span className="flex flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
          <span className="sr-only">{fails ? 'fails: ' : 'holds: '}</span>
          {describeCheck(outcome.check, nameOf)}
          {inProduction !== undefined && (
            <Badge tone={inProduction === 'holds' ? 'danger' : 'neutral'}>{describeBefore(inProduction, target)}</Badge>
          )}
        </span>
        <span className="col-start-2 text-fg-muted text-xs [overflow-wrap:anywhere]">“{query}”</span>
        <span className="col-start-2 text-xs [overflow-wrap:anywhere]">{outcome.because}</span>
      </WorkspaceLink>
      {children}
    </li>
  )
}
