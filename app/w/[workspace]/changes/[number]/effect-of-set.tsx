'use client'

import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { ChangedContexts } from '@/components/context/effect/changed-contexts'
import type { AskForPart } from '@/components/context/effect/use-effect-run'
import { callApi } from '@/components/data/api-client'
import type { ChangeEffectDto } from '@/lib/schemas/changes/change-effect'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { Me } from '../../discussion/me'
import { nameTarget } from '../change-words'
import { changeSearchParams } from '../search-params'
import { DiscussedContext } from './discussed-context'

type EffectOfSetProps = { change: ChangeRequestDto; querySet: string | undefined; me: Me }

/** With the release that the change goes into, and with the change. */
export function EffectOfSet({ change: { number, baseRevision, revisions, target }, querySet, me }: EffectOfSetProps) {
  const [{ query }, setSearch] = useQueryStates(changeSearchParams)
  // another text of the change has another effect
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for what the edits are
  const ask = useCallback<AskForPart>(
    (place, signal) =>
      callApi<ChangeEffectDto>(`/api/v1/change-requests/${number}/effect`, { json: { querySet, ...place }, signal }),
    [number, querySet, baseRevision],
  )
  return (
    <ChangedContexts
      ask={ask}
      revisions={revisions}
      query={query}
      onQuery={(id) => void setSearch({ query: id })}
      // what was really asked may be private: it is looked at, and not discussed
      discuss={
        querySet === undefined
          ? undefined
          : (queryId, comparison) => (
              <DiscussedContext key={queryId} {...{ number, querySetId: querySet, queryId, me }}>
                {comparison}
              </DiscussedContext>
            )
      }
      nothing={`These questions get the same text with the change as with ${nameTarget(target)}, byte for byte.`}
    />
  )
}
