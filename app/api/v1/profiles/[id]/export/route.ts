import { rest } from '@/lib/adapters/rest'
import { exportProfile } from '@/lib/services/profiles/export-profile'

export const GET = rest({ verb: exportProfile })
