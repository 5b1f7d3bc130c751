import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonVariants } from '@/components/ui/button'
import { KIND_WORDS } from '@/lib/schemas/changes/describe-notification'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import { findSubscription } from '@/lib/services/mail/unsubscribe'
import { AuthHeading } from '../../auth-heading'
import { UnsubscribeForm } from './unsubscribe-form'

export const metadata: Metadata = { title: 'E-mails' }

export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = token.length <= 1_000 ? await findSubscription({ token }) : null
  if (!found) {
    return (
      <AuthHeading title="This link no longer works">
        It is not one of this server, or you are no longer a member of the workspace: no e-mails come from it.
      </AuthHeading>
    )
  }
  const { workspace, slug, kind, isOn } = found
  const what = `${kind === 'digest' ? 'what comes once a day' : `“${KIND_WORDS[kind]}”`} in the workspace ${workspace}`
  return isOn ? (
    <>
      <AuthHeading title="No more of these e-mails?">You get them for {what}. Your inbox keeps them.</AuthHeading>
      <UnsubscribeForm token={token} />
    </>
  ) : (
    <>
      <AuthHeading title="These e-mails are off">You get none for {what}. Your inbox has what they said.</AuthHeading>
      <Link href={workspacePath(slug, '/settings/account')} className={`${buttonVariants()} mt-4`}>
        All e-mail settings
      </Link>
    </>
  )
}
