'use client'

import { useId, useRef, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { KIND_WORDS } from '@/lib/schemas/changes/describe-notification'
import { NOTIFICATION_KINDS } from '@/lib/schemas/changes/inbox'
import { DIGEST_HOUR, MAIL_TIMES, type MailSettingsDto, type MailTime } from '@/lib/schemas/changes/mail'
import { changeMailSettingsAction } from './mail-actions'

const TIME_WORDS: Record<MailTime, string> = { now: 'At once', daily: 'Once a day', never: 'Never' }

/** What the person wants e-mails about, and when; a change is stored at once. */
export function MailSection({ settings }: { settings: MailSettingsDto }) {
  const [kinds, setKinds] = useState(settings.kinds)
  // what holds where a change is refused
  const stored = useRef(settings.kinds)
  const { isOn, address, problem } = settings
  const change = useAction(changeMailSettingsAction, {
    onSuccess: (next) => {
      stored.current = next.kinds
    },
    onError: () => setKinds(stored.current),
  })
  const id = useId()
  const description = isOn
    ? `They go to ${address}, for this workspace, half a minute after it happens, or once a day at ${DIGEST_HOUR}:00 UTC: what you see in your inbox by then is not sent.`
    : 'This server sends no e-mails. Who runs it sets LOADOUT_SMTP_URL; what is chosen here holds from then on.'
  return (
    <Section title="E-mails" description={description}>
      {problem && <Notice title={`${problem} What waits is tried again, for about a day.`} />}
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Send an e-mail when</legend>
        {NOTIFICATION_KINDS.map((kind) => (
          <div key={kind} className="flex items-center gap-2.5 max-sm:flex-wrap">
            <label htmlFor={`${id}-${kind}`} className="w-72 text-sm max-sm:w-full">
              {KIND_WORDS[kind]}
            </label>
            <Select
              id={`${id}-${kind}`}
              className="w-40"
              value={kinds[kind]}
              onValueChange={(chosen) => {
                const time = MAIL_TIMES.find((each) => each === chosen) ?? 'now'
                setKinds((now) => ({ ...now, [kind]: time }))
                change.mutate({ kinds: { [kind]: time } })
              }}
              options={MAIL_TIMES.map((time) => ({ value: time, label: TIME_WORDS[time] }))}
            />
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
