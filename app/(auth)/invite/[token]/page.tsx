import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findHome } from '@/lib/adapters/actor'
import { findOpenInvitation } from '@/lib/services/setup/accept-invitation'
import { AuthHeading } from '../../auth-heading'
import { LinkEnded } from '../../link-ended'
import { toNextPath } from '../../next-path'
import { InviteForm } from './invite-form'

export const metadata: Metadata = { title: 'Invitation' }

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = token.length <= 200 ? await findOpenInvitation({ token }) : null
  if (!invitation) {
    // whoever just used the link is signed in
    if (await findHome()) redirect(toNextPath(undefined))
    return <LinkEnded title="This invitation no longer works" next="Ask who invited you for a new one." />
  }
  const { workspaceName, inviterName, role, email, hasAccount } = invitation
  return (
    <>
      <AuthHeading title={`Join ${workspaceName}`}>
        {inviterName} invites you as {role}.{' '}
        {hasAccount ? 'Sign in with the account you have.' : 'Choose a password for your new account.'}
      </AuthHeading>
      <InviteForm token={token} email={email} hasAccount={hasAccount} />
    </>
  )
}
