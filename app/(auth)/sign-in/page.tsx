import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findHome } from '@/lib/adapters/actor'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { AuthHeading } from '../auth-heading'
import { toNextPath } from '../next-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = toNextPath((await searchParams).next)
  if (await findHome()) redirect(next)
  if (await isSetupOpen()) redirect('/setup')
  return (
    <>
      <AuthHeading title="Sign in" />
      <SignInForm next={next} />
      <div className="mt-4 space-y-2 border-t pt-3 text-fg-muted text-xs">
        <p>Forgot your password? Ask the person who runs this server for a link to set a new one.</p>
        <details>
          <summary className="cursor-pointer">I run this server</summary>
          <p className="mt-1">Run this where Loadout is installed. It prints the link.</p>
          <code className="mt-1 block overflow-x-auto whitespace-nowrap font-mono">npm run owner -- --reset EMAIL</code>
        </details>
      </div>
    </>
  )
}
