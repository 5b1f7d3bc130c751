import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { FactPage, InteractionPage, ProfileDto, ProfilePage } from '@/lib/schemas/profiles/profile'

type OwnProfile = { profile: ProfileDto | null }
type Fetch<T> = (signal?: AbortSignal) => Promise<T>

export const profilesQuery = (q: string, fetch?: Fetch<ProfilePage>) =>
  infiniteQueryOptions({
    queryKey: ['profiles', 'list', q],
    queryFn: ({ signal, pageParam: cursor }) =>
      fetch?.(signal) ?? callApi<ProfilePage>(`/api/v1/profiles${toQuery({ q, cursor, limit: 100 })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profiles', 'one', id],
    queryFn: ({ signal }) => callApi<ProfileDto>(`/api/v1/profiles/${encodeURIComponent(id)}`, { signal }),
  })

/** Of whoever looks; null before they began one. */
export const ownProfileQuery = (fetch?: Fetch<OwnProfile>) =>
  queryOptions({
    queryKey: ['profiles', 'own'],
    queryFn: ({ signal }) => fetch?.(signal) ?? callApi<OwnProfile>('/api/v1/profiles/own', { signal }),
  })

/** Facts that rest on the messages of a conversation. */
export const conversationFactsQuery = (id: string, conversationId: string) =>
  queryOptions({
    queryKey: ['profiles', 'facts', id, conversationId],
    queryFn: ({ signal }) =>
      callApi<FactPage>(`/api/v1/profiles/${id}/facts${toQuery({ conversationId })}`, { signal }),
  })

/** What the person asked about, the newest first. */
export const interactionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['profiles', 'interactions', id],
    queryFn: ({ signal }) => callApi<InteractionPage>(`/api/v1/profiles/${id}/interactions`, { signal }),
  })

/** Facts of every status, the newest first. */
export const factsQuery = (id: string) =>
  queryOptions({
    queryKey: ['profiles', 'facts', id],
    queryFn: ({ signal }) => callApi<FactPage>(`/api/v1/profiles/${id}/facts`, { signal }),
  })
