import { Library } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { WorkspaceLink } from '@/components/workspace/workspace-link'

/** In place of questions, as long as nothing could answer them. */
export function EmptyLibrary({ title, description }: { title: string; description: string }) {
  return (
    <EmptyState icon={Library} title={title} description={description}>
      <WorkspaceLink href="/modules" className={buttonVariants()}>
        Go to Modules
      </WorkspaceLink>
    </EmptyState>
  )
}
