import { rest } from '@/lib/adapters/rest'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'

export const POST = rest({ verb: proposeRelease, status: 201 })
