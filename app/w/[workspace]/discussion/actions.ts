'use server'

import { action } from '@/lib/adapters/action'
import { deleteComment } from '@/lib/services/discussion/delete-comment'
import { editComment } from '@/lib/services/discussion/edit-comment'
import { reactToComment } from '@/lib/services/discussion/react-to-comment'
import { replyToThread } from '@/lib/services/discussion/reply-to-thread'
import { resolveThread } from '@/lib/services/discussion/resolve-thread'
import { startThread } from '@/lib/services/discussion/start-thread'

export const startThreadAction = action(startThread)
export const replyToThreadAction = action(replyToThread)
export const resolveThreadAction = action(resolveThread)
export const editCommentAction = action(editComment)
export const deleteCommentAction = action(deleteComment)
export const reactToCommentAction = action(reactToComment)
