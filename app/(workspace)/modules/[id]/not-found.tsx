import { FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function ModuleNotFound() {
  return (
    <EmptyState
      headingLevel={1}
      icon={FileQuestion}
      title="There is no such module"
      description="It was deleted, or it belongs to another workspace."
    >
      <Link href="/modules" className={buttonVariants({})}>
        All modules
      </Link>
    </EmptyState>
  )
}
