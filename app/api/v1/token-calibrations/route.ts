import { rest } from '@/lib/adapters/rest'
import { listTokenCalibrations } from '@/lib/services/token-calibrations/list-token-calibrations'

export const GET = rest({ verb: listTokenCalibrations })
