import { rest } from '@/lib/adapters/rest'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { getProfile } from '@/lib/services/profiles/get-profile'
import { updateProfile } from '@/lib/services/profiles/update-profile'

export const GET = rest({ verb: getProfile })
export const PUT = rest({ verb: updateProfile })
export const DELETE = rest({ verb: deleteProfile })
