'use client'

import { useQuery } from '@tanstack/react-query'
import { policiesQuery } from '@/components/data/policies-query'
import { releasesQuery } from '@/components/data/releases-query'
import { usePoliciesToAsk } from '@/components/policy/use-policies-to-ask'
import { ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'

/** In place of a policy. */
const ASKED = 'asked'

type SideFieldsProps = {
  name: 'before' | 'after'
  release: string | null
  policy: string | null
  onRelease: (release: string | null) => void
  onPolicy: (policy: string | null) => void
}

/** Whether anything can differ between two sides; undefined until that is known. */
export function useHasSides(): boolean | undefined {
  const isKnown = [useQuery(releasesQuery()), useQuery(policiesQuery())].every(({ data }) => data)
  const hasReleases = useHasReleases()
  const policies = usePoliciesToAsk()
  return isKnown ? hasReleases || policies.length > 0 : undefined
}

/** What contexts are composed with on one side. */
export function SideFields({ name, release, policy, onRelease, onPolicy }: SideFieldsProps) {
  const hasReleases = useHasReleases()
  const policies = usePoliciesToAsk()
  const isListed = policy === null || policies.some((each) => each.policy === policy)
  return (
    <>
      {hasReleases && (
        <Field label={`Release ${name}`} className="w-44 max-sm:w-full">
          {(control) => (
            <ReleaseSelect
              {...control}
              value={release ?? undefined}
              onValueChange={(chosen) => onRelease(chosen ?? null)}
            />
          )}
        </Field>
      )}
      {(policies.length > 0 || policy !== null) && (
        <Field label={`Policy ${name}`} className="w-44 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              value={policy ?? ASKED}
              onValueChange={(chosen) => onPolicy(chosen === ASKED ? null : chosen)}
              options={[
                { value: ASKED, label: 'Each question’s own' },
                ...policies.map((each) => ({ value: each.policy, label: each.label })),
                ...(isListed ? [] : [{ value: policy, label: policy.replace('@', ' v') }]),
              ]}
            />
          )}
        </Field>
      )}
    </>
  )
}
