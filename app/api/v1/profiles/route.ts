import { rest } from '@/lib/adapters/rest'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { listProfiles } from '@/lib/services/profiles/list-profiles'

export const GET = rest({ verb: listProfiles })
export const POST = rest({ verb: createProfile, status: 201 })
