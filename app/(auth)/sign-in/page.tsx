import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findActor } from '@/lib/adapters/actor'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { AuthHeading } from '../auth-heading'
import { toNextPath } from '../next-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = toNextPath((await searchParams).next)
  if (await findActor()) redirect(next)
  if (await isSetupOpen()) redirect('/setup')
  return (
    <>
      <AuthHeading title="Sign in" />
      <SignInForm next={next} />
      <p className="mt-4 border-t pt-3 text-fg-muted text-xs">
        Forgot your password? Who runs this server can make a link to set a new one:{' '}
        <code className="break-all font-mono">npm run owner -- --reset EMAIL</code>
      </p>
    </>
  )
}
