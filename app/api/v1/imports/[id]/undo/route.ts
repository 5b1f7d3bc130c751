import { rest } from '@/lib/adapters/rest'
import { undoImport } from '@/lib/services/imports/undo-import'

export const POST = rest({ verb: undoImport })
