'use client'

import { useQuery } from '@tanstack/react-query'
import { releasesQuery } from '@/components/data/releases-query'
import type { ReleaseDto } from '@/lib/schemas/releases/release'

const OF_CHANGE = /^change-(\d+)$/
const GENERATED = /^[a-z]+_[0-9a-z]{26}$/

/** What people call a release; one that is not there any more by what can be said of it. */
export function tellRelease(id: string, known: Pick<ReleaseDto, 'id' | 'name'>[]): string {
  const name = known.find((release) => release.id === id)?.name
  if (name !== undefined) return name
  const [, number] = OF_CHANGE.exec(id) ?? []
  if (number !== undefined) return `#${number} (merged or closed)`
  return GENERATED.test(id) ? 'a release that was deleted' : `${id} (deleted)`
}

/** Names releases by their id; null until their names are there. */
export function useReleaseName(): (id: string) => string | null {
  const items = useQuery(releasesQuery()).data?.items
  return (id) => (items ? tellRelease(id, items) : null)
}

/** `Nov 29, 2026, 7:02:11 PM`, in the time zone of whoever reads it. */
export function formatMoment(at: string | Date): string {
  return new Date(at).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium' })
}
