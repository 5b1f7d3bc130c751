import { Library } from 'lucide-react'
import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** In place of questions, as long as nothing could answer them. */
export function EmptyLibrary({ title, description }: { title: string; description: string }) {
  return (
    <EmptyState icon={Library} title={title} description={description}>
      <Link href="/modules" className={buttonVariants()}>
        Go to Modules
      </Link>
    </EmptyState>
  )
}
