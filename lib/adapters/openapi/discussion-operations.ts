import { operationsOf } from './operation'

const ONE = '/threads/{threadId}'
const COMMENT = `${ONE}/comments/{commentId}`

export const DISCUSSION_OPERATIONS = operationsOf('Discussion', {
  'GET /threads': { verb: 'listThreads', summary: 'Threads of a change request or of a module, the oldest first' },
  'POST /threads': { verb: 'startThread', summary: 'Start a thread, on a line of an edit if wanted', status: 201 },
  [`PUT ${ONE}/resolved`]: { verb: 'resolveThread', summary: 'Resolve a thread, or open it again' },
  [`POST ${ONE}/comments`]: { verb: 'replyToThread', summary: 'Answer in a thread', status: 201 },
  [`PATCH ${COMMENT}`]: { verb: 'editComment', summary: 'Change one’s own comment' },
  [`DELETE ${COMMENT}`]: { verb: 'deleteComment', summary: 'Delete a comment', status: 204 },
  [`PUT ${COMMENT}/reactions`]: { verb: 'reactToComment', summary: 'React to a comment, or take that back' },
  [`GET ${COMMENT}/history`]: { verb: 'listCommentHistory', summary: 'What a comment said over time' },
  'GET /change-requests/{number}/events': { verb: 'listChangeEvents', summary: 'What happened to a change request' },
  'GET /notifications': { verb: 'listNotifications', summary: 'The inbox of the person who asks' },
  'GET /mail-settings': { verb: 'getMailSettings', summary: 'What the person who asks wants e-mails about' },
  'PATCH /mail-settings': { verb: 'changeMailSettings', summary: 'Choose what to get e-mails about' },
  'PUT /notifications/read': { verb: 'markNotifications', summary: 'Mark notifications as read, or as unread' },
})
