import { buttonVariants } from '@/components/ui/button'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** Why a list is empty, and what fills it. */
export function EmptyInsight({ children }: { children: string }) {
  return (
    <div className="flex flex-wrap items-center gap-3 py-6">
      <p className="text-fg-muted text-sm">{children}</p>
      <WorkspaceLink href="/playground" className={buttonVariants({ size: 'sm' })}>
        Ask a question
      </WorkspaceLink>
    </div>
  )
}
