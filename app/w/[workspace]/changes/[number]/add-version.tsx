'use client'

import { useQueryStates } from 'nuqs'
import { useAction } from '@/components/data/use-action'
import { VersionForm } from '@/components/release/version-form'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { putChangeEditsAction } from '../actions'
import { changeSearchParams } from '../search-params'
import { useShowChange } from './use-show-change'

/** Names another version that the release of a change request is to hold. */
export function AddVersion({ change }: { change: ChangeRequestDto }) {
  const { number } = change
  const showChange = useShowChange()
  const [, setSearch] = useQueryStates(changeSearchParams)
  const put = useAction(putChangeEditsAction, {
    onSuccess: (next) => showChange(next),
    onError: () => undefined,
  })
  return (
    <VersionForm
      label="Add"
      error={put.error?.message}
      isPending={put.isPending}
      onSubmit={(named, clear) => {
        const edits = [{ ...named, kind: 'version' as const }]
        const show = () => {
          clear()
          void setSearch({ module: named.moduleId, policy: null, set: null })
        }
        put.mutate({ number, edits }, { onSuccess: show })
      }}
    />
  )
}
