import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { InvitationListDto } from '@/lib/schemas/workspaces/invitation'
import type { MemberListDto } from '@/lib/schemas/workspaces/member'

export const membersQuery = (
  fetch: (signal?: AbortSignal) => Promise<MemberListDto> = (signal) => callApi('/api/v1/members', { signal }),
) => queryOptions({ queryKey: ['members'], queryFn: ({ signal }) => fetch(signal) })

export const invitationsQuery = (
  fetch: (signal?: AbortSignal) => Promise<InvitationListDto> = (signal) => callApi('/api/v1/invitations', { signal }),
) => queryOptions({ queryKey: ['invitations'], queryFn: ({ signal }) => fetch(signal) })
