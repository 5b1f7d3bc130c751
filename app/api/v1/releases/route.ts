import { rest } from '@/lib/adapters/rest'
import { createRelease } from '@/lib/services/releases/create-release'
import { listReleases } from '@/lib/services/releases/list-releases'

export const GET = rest({ verb: listReleases })
export const POST = rest({ verb: createRelease, status: 201 })
