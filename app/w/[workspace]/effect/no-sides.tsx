import { GitCompareArrows } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** Where there is one release and one policy, no two sides differ. */
export function NoSides() {
  return (
    <EmptyState
      icon={GitCompareArrows}
      title="There is nothing to compare with yet"
      description="Two releases or two policies are compared here, question by question. This workspace has one release, and one version of one policy."
    >
      <WorkspaceLink href="/settings/releases" className={buttonVariants()}>
        To the releases
      </WorkspaceLink>
      <WorkspaceLink href="/settings/policy" className={buttonVariants()}>
        To the policy
      </WorkspaceLink>
    </EmptyState>
  )
}
