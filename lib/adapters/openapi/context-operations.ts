import { operationsOf } from './operation'

const COMPOSE = operationsOf('Compose', {
  'POST /compose': { verb: 'createComposition', summary: 'Compose the context for a query' },
  'GET /compositions': { verb: 'listCompositions', summary: 'Compositions, newest first' },
  'GET /compositions/{id}': { verb: 'getComposition', summary: 'A composition with the messages that were sent' },
  'GET /compositions/{id}/prepared': { verb: 'getPrepared', summary: 'What assembling it needs' },
  'GET /compositions/{id}/replay': { verb: 'replayComposition', summary: 'Assemble it again and compare' },
  'GET /comparisons': { verb: 'compareCompositions', summary: 'The difference of two composed contexts' },
  'GET /compositions/{id}/why-not': { verb: 'explainModuleAbsence', summary: 'Why a module is not in it' },
})

const CHAT = operationsOf('Chat', {
  'POST /chat': {
    verb: 'streamChat',
    summary: 'Compose, ask the model and stream its answer (UI message stream of the AI SDK)',
    outputType: 'text/event-stream',
  },
  'GET /conversations/{id}/stream': {
    verb: 'resumeAnswer',
    summary: 'An answer that is being written, from its beginning; 204 when none is',
    outputType: 'text/event-stream',
  },
  'POST /conversations/{id}/stop': {
    verb: 'stopAnswer',
    summary: 'End the answers that are being written, or one; what has come is kept',
  },
  'GET /conversations': { verb: 'listConversations', summary: 'Own and shared conversations, latest first' },
  'GET /conversation-tags': { verb: 'listConversationTags', summary: 'Their tags, with how many each has' },
  'POST /conversations': { verb: 'createConversation', summary: 'Start a conversation', status: 201 },
  'GET /conversations/{id}': {
    verb: 'getConversation',
    summary: 'A conversation with its messages, or with the latest of them',
  },
  'GET /conversations/{id}/images/{imageId}': {
    verb: 'getMessageImage',
    summary: 'An image of a message, as it came: PNG, JPEG, WebP or GIF',
    outputType: 'image/*',
  },
  'PATCH /conversations/{id}': {
    verb: 'updateConversation',
    summary: 'Rename, tag, archive or bring back, share or stop sharing',
  },
  'DELETE /conversations/{id}': { verb: 'deleteConversation', summary: 'Delete; can be undone for a week' },
  'POST /conversations/{id}/restore': { verb: 'restoreConversation', summary: 'Undo a deletion' },
  'GET /conversations/export': {
    verb: 'exportConversations',
    summary: 'Conversations as JSON that imports back, or as Markdown',
    outputType: 'application/json',
  },
  'POST /conversations/import': {
    verb: 'importConversations',
    summary: 'Take in conversations that Loadout, ChatGPT or Claude has exported, or plan it',
  },
  'GET /conversations/{id}/facts': {
    verb: 'listStatedFacts',
    summary: 'What its messages state that lasts, each with the sentence that it rests on',
  },
  'PUT /conversations/{id}/facts/{factId}': {
    verb: 'changeStatedFact',
    summary: 'Correct, pin or drop what a message states, or take that back',
  },
  'GET /conversations/{id}/summaries': {
    verb: 'listConversationSummaries',
    summary: 'What stands in for messages that are not sent, each with the messages that it tells of',
  },
  'PUT /conversations/{id}/summaries/{summaryId}': {
    verb: 'changeConversationSummary',
    summary: 'Give a summary other words',
  },
  'POST /conversations/{id}/summaries/{summaryId}/remake': {
    verb: 'remakeConversationSummary',
    summary: 'Make a summary anew, by the model that was chosen for it or of the conversation’s own sentences',
  },
  'PUT /conversations/{id}/messages/{messageId}/pin': {
    verb: 'pinMessage',
    summary: 'Pin a message, so that it is always sent, or take that back',
  },
  'PUT /conversations/{id}/messages/{messageId}/chosen': {
    verb: 'chooseAnswer',
    summary: 'Go on with this one of the answers to its last question',
  },
  'GET /conversations/{id}/branches': {
    verb: 'listBranches',
    summary: 'Where it branched from, and what branched from it',
  },
  'POST /conversations/{id}/branches': {
    verb: 'branchConversation',
    summary: 'A conversation of one’s own that goes on from a message of it',
    status: 201,
  },
  'POST /conversations/{id}/messages': {
    verb: 'appendMessage',
    summary: 'Add a message that was written elsewhere',
    status: 201,
  },
  'POST /conversations/{id}/messages/batch': {
    verb: 'appendMessages',
    summary: 'Add messages that were said elsewhere, with ids and times of their own',
    status: 201,
  },
})

export const CONTEXT_OPERATIONS = [...COMPOSE, ...CHAT]
