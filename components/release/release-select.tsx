'use client'

import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { releasesQuery } from '@/components/data/releases-query'
import { Select } from '@/components/ui/select'
import { tellRelease } from './release-name'

type ReleaseSelectProps = Omit<ComponentProps<typeof Select>, 'value' | 'onValueChange' | 'options'> & {
  /** Undefined for the one that is searched when none is named. */
  value: string | undefined
  onValueChange: (release: string | undefined) => void
  /** Offers a moment in the past, too. */
  hasMoment?: boolean
  /** Offers drafts that are tried out. */
  hasDrafts?: boolean
}

/** In place of a release: no id has a space. */
export const MOMENT = 'a moment'

/** Where there is more than one release to choose from. */
export function useHasReleases(): boolean {
  return (useQuery(releasesQuery()).data?.total ?? 0) > 1
}

export function ReleaseSelect({
  value,
  onValueChange,
  hasMoment = false,
  hasDrafts = true,
  ...props
}: ReleaseSelectProps) {
  const { data, isError } = useQuery(releasesQuery())
  const items = data?.items ?? []
  const byDefault = items.find(({ baseId }) => baseId === null)?.id ?? ''
  // one that was deleted is still what the answers were asked of
  const isGone = value !== undefined && value !== MOMENT && items.length > 0 && !items.some(({ id }) => id === value)
  return (
    <Select
      {...props}
      value={data || value === MOMENT ? (value ?? byDefault) : ''}
      placeholder={isError ? 'Could not be loaded' : 'Loading…'}
      onValueChange={(id) => onValueChange(id === byDefault ? undefined : id)}
      options={[
        ...items
          .filter(({ draftOf }) => hasDrafts || draftOf === null)
          .map(({ id, name }) => ({ value: id, label: name })),
        ...(isGone ? [{ value, label: tellRelease(value, items) }] : []),
        ...(hasMoment ? [{ value: MOMENT, label: 'Production at a moment' }] : []),
      ]}
    />
  )
}
