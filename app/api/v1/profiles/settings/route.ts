import { rest } from '@/lib/adapters/rest'
import { getProfileSettings } from '@/lib/services/profiles/get-profile-settings'
import { saveProfileSettings } from '@/lib/services/profiles/save-profile-settings'

export const GET = rest({ verb: getProfileSettings })
export const PUT = rest({ verb: saveProfileSettings })
