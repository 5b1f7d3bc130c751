import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findHome } from '@/lib/adapters/actor'
import { findResetLink } from '@/lib/services/setup/reset-password'
import { AuthHeading } from '../../auth-heading'
import { LinkEnded } from '../../link-ended'
import { toNextPath } from '../../next-path'
import { ResetForm } from './reset-form'

export const metadata: Metadata = { title: 'New password' }

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = token.length <= 200 ? await findResetLink({ token }) : null
  if (!link) {
    // whoever just used the link is signed in
    if (await findHome()) redirect(toNextPath(undefined))
    return <LinkEnded title="This link no longer works" next="Who runs this server can make a new one." />
  }
  return (
    <>
      <AuthHeading title="Set a new password">For {link.email}. It signs you out everywhere else.</AuthHeading>
      <ResetForm token={token} email={link.email} />
    </>
  )
}
