import { FileQuestion } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        headingLevel={1}
        icon={FileQuestion}
        title="There is nothing at this address"
        description="It may have been deleted, or it belongs to a workspace you are not a member of."
      >
        <Link className={buttonVariants({ variant: 'primary' })} href="/">
          Back to the start
        </Link>
      </EmptyState>
    </main>
  )
}
