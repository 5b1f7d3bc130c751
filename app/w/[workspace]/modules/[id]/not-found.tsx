import { FileQuestion } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

export default function ModuleNotFound() {
  return (
    <EmptyState
      headingLevel={1}
      icon={FileQuestion}
      title="There is no such module"
      description="It was deleted, or it belongs to another workspace."
    >
      <WorkspaceLink href="/modules" className={buttonVariants({})}>
        All modules
      </WorkspaceLink>
    </EmptyState>
  )
}
