import { buttonVariants } from '@/components/ui/button'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** What to do where the library has no answer, and the offline model cannot help itself. */
export function NothingKnown() {
  return (
    <p className="mt-2 flex flex-wrap gap-2">
      <WorkspaceLink href="/modules" className={buttonVariants({ size: 'sm' })}>
        To the modules
      </WorkspaceLink>
      <WorkspaceLink href="/settings/providers" className={buttonVariants({ size: 'sm' })}>
        Add a real model
      </WorkspaceLink>
    </p>
  )
}
