'use client'

import { useQuery } from '@tanstack/react-query'
import { ShieldAlert, Sparkles } from 'lucide-react'
import { CandidateRow } from '@/app/w/[workspace]/profiles/candidate-row'
import { nameOfKey } from '@/app/w/[workspace]/profiles/fact-words'
import { conversationFactsQuery } from '@/app/w/[workspace]/profiles/queries'
import type { Learned } from '@/lib/schemas/profiles/profile'

type LearnedNoteProps = {
  profileId: string
  conversationId: string
  messageId: string
  refused: Learned['refused']
}

const REFUSED_WORDS: Record<Learned['refused'][number], string> = {
  secret: 'a password or key',
  card: 'a card or account number',
  health: 'something about health',
  belief: 'something about belief',
  orientation: 'something about orientation',
  identifier: 'an official number',
  contact: 'contact details',
}

/** What a question told about who asks: what is known now, what waits for consent, and what was not kept. */
export function LearnedNote({ profileId, conversationId, messageId, refused }: LearnedNoteProps) {
  const facts = useQuery(conversationFactsQuery(profileId, conversationId))
  const own = facts.data?.items.filter((fact) => fact.messageId === messageId) ?? []
  const known = own.filter(({ status }) => status === 'active')
  const waiting = own.filter(({ status }) => status === 'candidate')
  if (known.length + waiting.length + refused.length === 0) return null
  return (
    <div className="ml-auto w-full max-w-[85%] space-y-1 text-xs">
      {known.length > 0 && (
        <p className="flex items-start justify-end gap-1.5 text-fg-muted">
          <Sparkles className="mt-0.5 size-3 shrink-0" aria-hidden />
          <span className="[overflow-wrap:anywhere]">
            Known now: {known.map(({ key, value }) => `${nameOfKey(key)} ${value}`).join(', ')}
          </span>
        </p>
      )}
      {refused.length > 0 && (
        <p className="flex items-start justify-end gap-1.5 text-fg-muted">
          <ShieldAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
          Not kept: {refused.map((kind) => REFUSED_WORDS[kind]).join(', ')}
        </p>
      )}
      {waiting.length > 0 && (
        <ul aria-label="May this be remembered?" className="divide-y rounded-md border bg-surface">
          {waiting.map((fact) => (
            <CandidateRow key={fact.id} profileId={profileId} fact={fact} canWrite />
          ))}
        </ul>
      )}
    </div>
  )
}
