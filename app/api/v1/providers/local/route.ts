import { rest } from '@/lib/adapters/rest'
import { findLocalProviders } from '@/lib/services/providers/find-local-providers'

export const GET = rest({ verb: findLocalProviders })
