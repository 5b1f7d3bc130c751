import { rest } from '@/lib/adapters/rest'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'

export const PUT = rest({ verb: setReleaseEntries })
