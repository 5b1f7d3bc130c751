import { rest } from '@/lib/adapters/rest'
import { beginOwnProfile } from '@/lib/services/profiles/begin-own-profile'
import { changeOwnProfile } from '@/lib/services/profiles/change-own-profile'
import { deleteOwnProfile } from '@/lib/services/profiles/delete-own-profile'
import { getOwnProfile } from '@/lib/services/profiles/get-own-profile'

export const GET = rest({ verb: getOwnProfile })
export const POST = rest({ verb: beginOwnProfile, status: 201 })
export const PUT = rest({ verb: changeOwnProfile })
export const DELETE = rest({ verb: deleteOwnProfile })
