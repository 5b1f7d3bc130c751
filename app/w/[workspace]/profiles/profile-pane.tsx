'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import type { ProfileDto, ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { AddFact } from './add-fact'
import { CandidateRow } from './candidate-row'
import { DeleteProfile } from './delete-profile'
import { FactRow } from './fact-row'
import { ProfileEffect } from './profile-effect'
import { factsQuery } from './queries'

type ProfilePaneProps = { profile: ProfileDto; canWrite: boolean; canAsk: boolean; onGone: () => void }

/** One person: what waits, what holds, and what each of it took the place of. */
export function ProfilePane({ profile, canWrite, canAsk, onGone }: ProfilePaneProps) {
  const result = useQuery(factsQuery(profile.id))
  const toHref = useDownloadHref()
  const facts = result.data?.items ?? []
  const waiting = facts.filter(({ status }) => status === 'candidate')
  const active = facts.filter(({ status }) => status === 'active')
  const others = facts.filter(({ status }) => status === 'superseded' || status === 'refused')
  return (
    <div className="mx-auto max-w-3xl space-y-8 p-4">
      <Section
        title={profile.name}
        description={
          profile.isPersonal
            ? 'A member’s own profile: only they and administrators see it.'
            : 'Of an end user, or to try things with: everybody in the workspace sees it.'
        }
        actions={
          <div className="flex gap-2">
            <a
              href={toHref(`/api/v1/profiles/${profile.id}/export`)}
              download={`profile-${profile.id}.json`}
              className={buttonVariants({ size: 'sm' })}
            >
              <Download />
              Export
            </a>
            {canWrite && <DeleteProfile profile={profile} onGone={onGone} />}
          </div>
        }
      >
        {result.error && (
          <ErrorState
            title="The facts could not be loaded"
            description={result.error.message}
            onRetry={() => void result.refetch()}
          />
        )}
        {result.isPending && (
          <div role="status" aria-label="Loading the facts">
            <Skeleton className="h-40 w-full" />
          </div>
        )}
      </Section>
      {waiting.length > 0 && (
        <Section
          title="Waiting for consent"
          description="Inferred from what was said. It is not sent until somebody accepts it."
        >
          <ul aria-label="Waiting facts" className="divide-y rounded-md border">
            {waiting.map((fact) => (
              <CandidateRow key={fact.id} profileId={profile.id} fact={fact} canWrite={canWrite} />
            ))}
          </ul>
        </Section>
      )}
      {result.data && (
        <Section
          title="Facts"
          description="What holds. Those marked “always” are part of every context; the others are sent when a question is about them."
        >
          {canWrite && <AddFact profileId={profile.id} />}
          {active.length === 0 ? (
            <p className="text-fg-muted text-sm">
              Nothing is known yet. It is learned from conversations, or written here.
            </p>
          ) : (
            <ul aria-label="Facts" className="divide-y rounded-md border">
              {active.map((fact) => (
                <FactRow
                  key={fact.id}
                  profileId={profile.id}
                  fact={fact}
                  before={historyOf(fact, others)}
                  canWrite={canWrite}
                />
              ))}
            </ul>
          )}
        </Section>
      )}
      {canAsk && active.length > 0 && <ProfileEffect profileId={profile.id} />}
    </div>
  )
}

/** What a fact took the place of, and what those did, the latest first. */
function historyOf(fact: ProfileFactDto, others: ProfileFactDto[]): ProfileFactDto[] {
  const before = others.filter(({ supersededById }) => supersededById === fact.id)
  return before.flatMap((old) => [old, ...historyOf(old, others)])
}
