import { rest } from '@/lib/adapters/rest'
import { deleteProvider } from '@/lib/services/providers/delete-provider'
import { saveProvider } from '@/lib/services/providers/save-provider'

export const PUT = rest({ verb: saveProvider })
export const DELETE = rest({ verb: deleteProvider })
