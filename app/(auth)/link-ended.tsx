import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { AuthHeading } from './auth-heading'

/** In place of the form when a one-time link no longer works. */
export function LinkEnded({ title, next }: { title: string; next: string }) {
  return (
    <>
      <AuthHeading title={title}>The link was used already, was withdrawn, or has expired. {next}</AuthHeading>
      <Link href="/sign-in" className={`${buttonVariants()} mt-4`}>
        Go to sign-in
      </Link>
    </>
  )
}
