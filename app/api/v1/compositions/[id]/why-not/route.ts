import { rest } from '@/lib/adapters/rest'
import { explainModuleAbsence } from '@/lib/services/compose/explain-module-absence'

export const GET = rest({ verb: explainModuleAbsence })
