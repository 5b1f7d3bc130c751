import { rest } from '@/lib/adapters/rest'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { getRelease } from '@/lib/services/releases/get-release'

export const GET = rest({ verb: getRelease })
export const DELETE = rest({ verb: deleteRelease })
