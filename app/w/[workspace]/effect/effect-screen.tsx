'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, CalendarClock, GitCompareArrows } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { ChangedContexts } from '@/components/context/effect/changed-contexts'
import type { AskForPart } from '@/components/context/effect/use-effect-run'
import { callApi } from '@/components/data/api-client'
import { querySetsQuery } from '@/components/data/query-sets-query'
import { PageHeader } from '@/components/frame/page-header'
import { Button, buttonVariants } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { EffectPartDto } from '@/lib/schemas/changes/change-effect'
import { useMoment } from '../settings/releases/moment-preview'
import { MomentTold } from './moment-told'
import { effectSearchParams } from './search-params'
import { type EffectSide, SideFields } from './side-fields'

/** In place of the id of a query set. */
const QUESTIONS = 'questions'

/** What becomes of contexts from one release or policy to another, at an address that can be sent. */
export function EffectScreen() {
  const [search, setSearch] = useQueryStates(effectSearchParams)
  const { before, after, beforeAt, afterAt, beforePolicy, afterPolicy, set, query } = search
  const sets = useQuery(querySetsQuery()).data?.items.filter(({ queries }) => queries > 0) ?? []
  const [problemBefore, problemAfter] = [useMoment(beforeAt).problem, useMoment(afterAt).problem]
  const problem = problemBefore ?? problemAfter
  const isSame = before === after && beforeAt === afterAt && beforePolicy === afterPolicy
  const ask = useCallback<AskForPart>(
    (place, signal) => {
      const toSide = ({ release, at, policy }: EffectSide) =>
        // a moment stands in place of a release
        ({ ...(at === null ? { release: release ?? undefined } : { at }), policy: policy ?? undefined })
      const sides = {
        before: toSide({ release: before, at: beforeAt, policy: beforePolicy }),
        after: toSide({ release: after, at: afterAt, policy: afterPolicy }),
      }
      const json = { ...sides, querySet: set ?? undefined, ...place }
      return callApi<EffectPartDto>('/api/v1/effect', { json, signal })
    },
    [before, after, beforeAt, afterAt, beforePolicy, afterPolicy, set],
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
                void setSearch({
                  ...{ before: after, after: before, beforeAt: afterAt, afterAt: beforeAt },
                  ...{ beforePolicy: afterPolicy, afterPolicy: beforePolicy },
                })
              }
            >
              <ArrowLeftRight />
              Swap
            </Button>
            <CopyButton label="Copy link" text={() => window.location.href} />
          </>
        }
      />
      {/* a narrow screen scrolls as a whole: what is compared has more room than is left under the fields */}
      <div className="flex min-h-0 flex-1 flex-col max-lg:overflow-y-auto">
        <div className="flex flex-wrap gap-x-3 gap-y-3 border-b px-4 py-2.5">
          <SideFields
            key={`before ${beforeAt}`}
            name="before"
            hasMoment
            side={{ release: before, at: beforeAt, policy: beforePolicy }}
            onChange={(side) =>
              void setSearch({ ...renameSide(side, 'before', 'beforeAt', 'beforePolicy'), query: null })
            }
          />
          <SideFields
            key={`after ${afterAt}`}
            name="after"
            hasMoment
            side={{ release: after, at: afterAt, policy: afterPolicy }}
            onChange={(side) => void setSearch({ ...renameSide(side, 'after', 'afterAt', 'afterPolicy'), query: null })}
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
        {(beforeAt ?? afterAt) !== null && problem === undefined && (
          <div className="space-y-2 border-b px-4 py-2.5">
            {[beforeAt, afterAt].map((at) => at !== null && <MomentTold key={at} at={at} />)}
          </div>
        )}
        {problem !== undefined ? (
          <EmptyState icon={CalendarClock} title="This moment has no contexts" description={problem} />
        ) : isSame ? (
          <EmptyState
            icon={GitCompareArrows}
            title="Both sides are the same"
            description="Choose another release, a moment in the past or another policy on one of them. Then each question is composed with both."
          >
            <WorkspaceLink href="/settings/releases" className={buttonVariants()}>
              To the releases
            </WorkspaceLink>
          </EmptyState>
        ) : (
          <ChangedContexts
            key={`${before}/${after}/${beforeAt}/${afterAt}/${beforePolicy}/${afterPolicy}/${set}`}
            ask={ask}
            query={query}
            onQuery={(id) => void setSearch({ query: id })}
            nothing="These questions get the same text on both sides, byte for byte."
          />
        )}
      </div>
    </>
  )
}

/** Fields of a side as the address names them. */
function renameSide<Release extends string, At extends string, Policy extends string>(
  { release, at, policy }: Partial<EffectSide>,
  ...names: [Release, At, Policy]
) {
  const [named, moment, settings] = names
  return {
    ...(release === undefined ? {} : { [named]: release }),
    ...(at === undefined ? {} : { [moment]: at }),
    ...(policy === undefined ? {} : { [settings]: policy }),
  }
}
