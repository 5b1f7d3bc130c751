import type { IncomingMessage, ServerResponse } from 'node:http'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const HEALTH_PATH = '/api/health'
/** A start with a large library does not keep waiting whoever sends no questions. */
const MAX_WAIT_MS = 5_000

/**
 * What a server answers with that has just started: everything, but health says so only once what the first questions
 * need is open, or after some seconds. Whatever sends questions here when health is well gets its first answer as soon as the others.
 */
export function beginAnswering(answerStarting: Handler, handle: Handler, opening: Promise<void>): Handler {
  let isOpen = false
  const open = () => {
    isOpen = true
  }
  opening.then(open, open)
  setTimeout(open, MAX_WAIT_MS).unref()
  return (request, response) => (isOpen || request.url !== HEALTH_PATH ? handle : answerStarting)(request, response)
}
