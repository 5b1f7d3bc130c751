'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, GitCompareArrows } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { querySetsQuery } from '@/app/w/[workspace]/checks/queries'
import { ChangedContexts } from '@/components/context/effect/changed-contexts'
import type { AskForPart } from '@/components/context/effect/use-effect-run'
import { callApi } from '@/components/data/api-client'
import { PageHeader } from '@/components/frame/page-header'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { EffectPartDto } from '@/lib/schemas/change-effect'
import { NoSides } from './no-sides'
import { effectSearchParams } from './search-params'
import { SideFields, useHasSides } from './side-fields'

/** In place of the id of a query set. */
const QUESTIONS = 'questions'

/** What becomes of contexts from one release or policy to another, at an address that can be sent. */
export function EffectScreen() {
  const [search, setSearch] = useQueryStates(effectSearchParams)
  const { before, after, beforePolicy, afterPolicy, set, query } = search
  const sets = useQuery(querySetsQuery()).data?.items.filter(({ queries }) => queries > 0) ?? []
  const hasSides = useHasSides()
  const isSame = before === after && beforePolicy === afterPolicy
  const ask = useCallback<AskForPart>(
    (from, signal) => {
      const side = (release: string | null, policy: string | null) => ({
        release: release ?? undefined,
        policy: policy ?? undefined,
      })
      const sides = { before: side(before, beforePolicy), after: side(after, afterPolicy) }
      const json = { ...sides, querySet: set ?? undefined, from }
      return callApi<EffectPartDto>('/api/v1/effect', { json, signal })
    },
    [before, after, beforePolicy, afterPolicy, set],
  )
  return (
    <>
      <PageHeader
        title="Effect"
        actions={
          <>
            <Button
              size="sm"
              disabled={isSame}
              onClick={() =>
                void setSearch({ before: after, after: before, beforePolicy: afterPolicy, afterPolicy: beforePolicy })
              }
            >
              <ArrowLeftRight />
              Swap
            </Button>
            <CopyButton label="Copy link" text={() => window.location.href} />
          </>
        }
      />
      <div className="flex flex-wrap gap-x-3 gap-y-3 border-b px-4 py-2.5">
        <SideFields
          name="before"
          release={before}
          policy={beforePolicy}
          onRelease={(release) => void setSearch({ before: release, query: null })}
          onPolicy={(policy) => void setSearch({ beforePolicy: policy, query: null })}
        />
        <SideFields
          name="after"
          release={after}
          policy={afterPolicy}
          onRelease={(release) => void setSearch({ after: release, query: null })}
          onPolicy={(policy) => void setSearch({ afterPolicy: policy, query: null })}
        />
        <Field label="Questions" className="w-52 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              value={set ?? QUESTIONS}
              onValueChange={(id) => void setSearch({ set: id === QUESTIONS ? null : id, query: null })}
              options={[
                { value: QUESTIONS, label: 'Recent questions' },
                ...sets.map(({ id, name, queries }) => ({ value: id, label: name, hint: queries })),
              ]}
            />
          )}
        </Field>
      </div>
      {isSame && hasSides === false ? (
        <NoSides />
      ) : isSame ? (
        <EmptyState
          icon={GitCompareArrows}
          title="Both sides are the same"
          description="Choose another release or policy on one of them. Then each question is composed with both."
        />
      ) : (
        <ChangedContexts
          key={`${before}/${after}/${beforePolicy}/${afterPolicy}/${set}`}
          ask={ask}
          query={query}
          onQuery={(id) => void setSearch({ query: id })}
          nothing="These questions get the same text on both sides, byte for byte."
        />
      )}
    </>
  )
}
