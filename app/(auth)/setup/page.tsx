import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { findHome } from '@/lib/adapters/actor'
import { isSetupTokenNeeded } from '@/lib/services/auth/secrets/setup-token'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { AuthHeading } from '../auth-heading'
import { toNextPath } from '../next-path'
import { SetupForm } from './setup-form'

export const metadata: Metadata = { title: 'Set up' }

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> }

export default async function SetupPage({ searchParams }: SetupPageProps) {
  if (!(await isSetupOpen())) redirect((await findHome()) ? toNextPath(undefined) : '/sign-in')
  const { token } = await searchParams
  const isTokenNeeded = isSetupTokenNeeded((await headers()).get('host'))
  return (
    <>
      <AuthHeading title="Create the owner account">
        Loadout decides what a language model gets to see: your team keeps its knowledge here, and every answer shows
        which text the model was given, and why. Nobody has an account on this server yet. The first one owns it and can
        invite others.
      </AuthHeading>
      <SetupForm isTokenNeeded={isTokenNeeded} token={typeof token === 'string' ? token : undefined} />
    </>
  )
}
