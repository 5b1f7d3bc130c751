'use client'

import { useQuery } from '@tanstack/react-query'
import { Gauge, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import type { LimitKind, UsageLimitDto } from '@/lib/schemas/workspaces/usage-limit'
import { LoadingRows } from '../loading-rows'
import { SettingsList } from '../settings-list'
import { LimitDialog } from './limit-dialog'
import { LimitRow } from './limit-row'
import { limitsQuery } from './queries'

const EACH: LimitKind[] = ['member', 'key']

/** Where nothing is set for each of them, their row says so. */
const unset = (kind: LimitKind): UsageLimitDto => ({
  kind,
  subjectId: null,
  name: null,
  period: 'month',
  maxTokens: null,
  maxCostUsd: null,
  usedTokens: null,
  usedCostUsd: null,
  startsAnewAt: '',
})

export function LimitsSection({ canChange }: { canChange: boolean }) {
  const { data, error, refetch } = useQuery(limitsQuery())
  const [isAdding, setIsAdding] = useState(false)
  if (error && !data) {
    return <ErrorState title="The limits could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the limits" />
  if (!canChange) return <OwnLimit items={data.items} />
  const own = data.items.filter(({ subjectId }) => subjectId !== null)
  const each = EACH.map((kind) => {
    const set = data.items.find((item) => item.kind === kind && item.subjectId === null)
    return { limit: set ?? unset(kind), isSet: set !== undefined }
  })
  return (
    <Section
      title="Usage limits"
      description="What members and API keys may use of providers’ models. Beyond it a question to such a model is refused with the reason; composing, searching and the offline model are always free. Days and months are UTC."
      actions={
        <Button onClick={() => setIsAdding(true)}>
          <Plus aria-hidden />
          Add a limit
        </Button>
      }
    >
      <LoadedBefore error={error} />
      <SettingsList label="Usage limits">
        {each.map(({ limit, isSet }) => (
          <LimitRow key={limit.kind} limit={limit} isSet={isSet} canChange />
        ))}
        {own.map((limit) => (
          <LimitRow key={`${limit.kind} ${limit.subjectId}`} limit={limit} isSet canChange />
        ))}
      </SettingsList>
      {isAdding && <LimitDialog taken={own} onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

function OwnLimit({ items }: { items: UsageLimitDto[] }) {
  return (
    <Section
      title="Your usage limit"
      description="What you may use of providers’ models. Composing, searching and the offline model are always free. Days and months are UTC."
    >
      {items.length === 0 ? (
        <EmptyState
          icon={Gauge}
          headingLevel={3}
          title="No limit"
          description="Nothing limits what you ask. Administrators can set a limit here; Insights, Cost shows what you have used."
        />
      ) : (
        <SettingsList label="Your usage limit">
          {items.map((limit) => (
            <LimitRow key={limit.kind} limit={limit} isSet canChange={false} />
          ))}
        </SettingsList>
      )}
    </Section>
  )
}
