import { rest } from '@/lib/adapters/rest'
import { deleteComment } from '@/lib/services/discussion/delete-comment'
import { editComment } from '@/lib/services/discussion/edit-comment'

export const PATCH = rest({ verb: editComment })
export const DELETE = rest({ verb: deleteComment })
