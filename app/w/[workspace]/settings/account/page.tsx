import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { requireFrame } from '@/lib/adapters/frame'
import { getMailSettings } from '@/lib/services/mail/get-mail-settings'
import { MailSection } from './mail-section'
import { PasswordSection } from './password-section'
import { SignOutButton } from './sign-out-button'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage({ params }: { params: WorkspaceParams }) {
  const { user, actor } = await requireFrame(params)
  const mails = await getMailSettings(actor, {})
  return (
    <>
      <Section title={user.name} description={`${user.email}, ${user.role} of this workspace.`}>
        {null}
      </Section>
      <MailSection settings={mails} />
      <PasswordSection />
      <Section
        title="Sessions"
        description="A browser stays signed in for 30 days after its last use. Lost a device? Sign out everywhere, this browser included."
        actions={<SignOutButton />}
      >
        {null}
      </Section>
    </>
  )
}
