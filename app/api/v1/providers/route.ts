import { rest } from '@/lib/adapters/rest'
import { listProviders } from '@/lib/services/providers/list-providers'
import { saveProvider } from '@/lib/services/providers/save-provider'

export const GET = rest({ verb: listProviders })
export const POST = rest({ verb: saveProvider, status: 201 })
