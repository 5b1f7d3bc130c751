import { rest } from '@/lib/adapters/rest'
import { listUsageLimits } from '@/lib/services/usage-limits/list-usage-limits'
import { saveUsageLimit } from '@/lib/services/usage-limits/save-usage-limit'

export const GET = rest({ verb: listUsageLimits })
export const PUT = rest({ verb: saveUsageLimit })
