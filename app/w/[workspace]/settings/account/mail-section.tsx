'use client'

import { useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { KIND_WORDS } from '@/lib/schemas/describe-notification'
import { NOTIFICATION_KINDS } from '@/lib/schemas/inbox'
import type { MailSettingsDto } from '@/lib/schemas/mail'
import { changeMailSettingsAction } from './mail-actions'

/** What the person wants e-mails about; a change is stored at once. */
export function MailSection({ settings }: { settings: MailSettingsDto }) {
  const [kinds, setKinds] = useState(settings.kinds)
  const { isOn, address, problem } = settings
  const change = useAction(changeMailSettingsAction, {
    onError: (_, input) => {
      // as it was
      for (const kind of NOTIFICATION_KINDS) {
        if (kind in input.kinds) setKinds((now) => ({ ...now, [kind]: !input.kinds[kind] }))
      }
    },
  })
  const id = useId()
  const description = isOn
    ? `They go to ${address}, for this workspace, half a minute after it happens: what you see in your inbox by then is not sent.`
    : 'This server sends no e-mails. Who runs it sets LOADOUT_SMTP_URL; what is chosen here holds from then on.'
  return (
    <Section title="E-mails" description={description}>
      {problem && <Notice title={`${problem} What waits is tried again, for about a day.`} />}
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Send an e-mail when</legend>
        {NOTIFICATION_KINDS.map((kind) => (
          <div key={kind} className="flex items-center gap-2.5">
            <Checkbox
              id={`${id}-${kind}`}
              checked={kinds[kind]}
              onCheckedChange={(checked) => {
                setKinds((now) => ({ ...now, [kind]: checked === true }))
                change.mutate({ kinds: { [kind]: checked === true } })
              }}
            />
            <label htmlFor={`${id}-${kind}`} className="text-sm">
              {KIND_WORDS[kind]}
            </label>
          </div>
        ))}
      </fieldset>
      <p role="status" className="min-h-4 text-fg-muted text-xs">
        {change.isPending ? 'Saving …' : change.isSuccess ? 'Saved' : ''}
      </p>
      {change.error && <Notice title={change.error.message} requestId={change.error.requestId} />}
    </Section>
  )
}
