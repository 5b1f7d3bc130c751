import { processWide } from '@/lib/process-wide'
import type { RunningAnswer } from './running-answer'

type Where = { workspaceId: string; conversationId: string }

const answers = processWide('running answers', () => new Map<string, RunningAnswer>())

const placeOf = ({ workspaceId, conversationId }: Where) => `${workspaceId}/${conversationId}/`

/** What this process is writing in a conversation, what began first at the front; one answer where it is named. */
export function listRunning({ messageId, ...where }: Where & { messageId?: string | undefined }): RunningAnswer[] {
  const place = placeOf(where)
  const isMeant = (answer: RunningAnswer) => messageId === undefined || answer.messageId === messageId
  return [...answers].flatMap(([key, answer]) => (key.startsWith(place) && isMeant(answer) ? [answer] : []))
}

type Author = { workspaceId: string; authorId: string }

/** How many answers are about to be written, by workspace and author. */
const opening = processWide('answers about to run', () => new Map<string, number>())

/** What this process is writing for somebody in one workspace, or is about to. */
export function countRunning({ workspaceId, authorId }: Author): number {
  const running = [...answers].filter(
    ([key, answer]) => key.startsWith(`${workspaceId}/`) && answer.authorId === authorId,
  )
  return running.length + (opening.get(keyOf({ workspaceId, authorId })) ?? 0)
}

const keyOf = ({ workspaceId, authorId }: Author) => `${workspaceId}/${authorId}`

/** Counts an answer that is about to be written, until it is added or given up. @returns what ends that */
export function reserveRunning(author: Author): () => void {
  const key = keyOf(author)
  const change = (by: number) => {
    const count = (opening.get(key) ?? 0) + by
    if (count > 0) opening.set(key, count)
    else opening.delete(key)
  }
  change(1)
  return () => change(-1)
}

/** Ends what is being written for somebody who left a workspace, and what they read there. */
export function endAnswersFor({ workspaceId, authorId }: { workspaceId: string; authorId: string }): void {
  for (const [key, answer] of answers) {
    if (!key.startsWith(`${workspaceId}/`)) continue
    if (answer.authorId === authorId) answer.stop()
    answer.closeTo((readerId) => readerId === authorId)
  }
}

/** The messages that this process is writing. */
export function runningMessageIds(): string[] {
  return [...answers.values()].map(({ messageId }) => messageId)
}

export function addRunning(where: Where, answer: RunningAnswer): void {
  answers.set(placeOf(where) + answer.messageId, answer)
}

export function removeRunning(where: Where, answer: RunningAnswer): void {
  const key = placeOf(where) + answer.messageId
  if (answers.get(key) === answer) answers.delete(key)
}
