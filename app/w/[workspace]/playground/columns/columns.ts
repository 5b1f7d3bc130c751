import { createParser } from 'nuqs/server'
import type { AskedWith } from '@/lib/schemas/contexts/side-by-side'
import { LIMITS } from '@/lib/schemas/limits'
import type { ChatMessage } from '../chat-message'
import { toFilePart } from '../images/image-parts'
import type { AttachedImage } from '../images/read-image-file'

/** What an answer is asked for with, in place of what is chosen. */
export type Otherwise = Partial<AskedWith>

/** Beside the first column, which is asked as the composer says. */
export const MAX_BESIDE = LIMITS.columns - 1

/** A column as the address has it, e.g. `model=gpt-4o&policy=default@3`. */
export const parseAsColumn = createParser({
  parse(text): Otherwise {
    const named = new URLSearchParams(text)
    const read = (name: keyof Otherwise) => (named.get(name) ? { [name]: named.get(name) ?? '' } : {})
    return { ...read('model'), ...read('policy'), ...read('release') }
  },
  serialize: (column: Otherwise) =>
    Object.entries(column)
      .flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []))
      .join('&'),
  eq: (a, b) => a.model === b.model && a.policy === b.policy && a.release === b.release,
})

export const columnOf = (message: ChatMessage): number | undefined => message.metadata?.column

type Names = {
  models: { id: string; name: string }[]
  policies: { policy: string; label: string }[]
  releases: { id: string; name: string }[]
}

/** `gpt-4o · Default v3 · Spring`: what is named for a column, in words. */
export function tellColumn({ model, policy, release }: Otherwise, { models, policies, releases }: Names): string {
  const parts = [
    model && (models.find(({ id }) => id === model)?.name ?? model),
    policy && (policies.find((each) => each.policy === policy)?.label ?? policy),
    release && (releases.find(({ id }) => id === release)?.name ?? release),
  ]
  return parts.filter((part) => part !== undefined).join(' · ')
}

/** The column that is added next: the first model that none has yet, where there is one; the offline one comes last. */
export function nextColumn(asked: Otherwise[], offered: { id: string; isOffline?: boolean }[]): Otherwise {
  const models = offered.toSorted((a, b) => Number(a.isOffline ?? false) - Number(b.isOffline ?? false))
  const taken = new Set(asked.map(({ model }) => model))
  return { model: (models.find(({ id }) => !taken.has(id)) ?? models[0])?.id }
}

/** Of the answers to the last question, those that are being read in columns take the place of what is stored of them. */
export function withColumns(
  messages: ChatMessage[],
  { question, answers }: { question: ChatMessage | null; answers: ChatMessage[] },
): ChatMessage[] {
  const shown = question ? [...messages, question] : [...messages]
  const from = shown.findLastIndex(({ role }) => role === 'user') + 1
  for (const answer of answers) {
    const at = shown.findIndex((message, index) => index >= from && columnOf(message) === columnOf(answer))
    if (at < 0) shown.push(answer)
    else shown[at] = answer
  }
  return shown
}

/** The first column that none of the answers has; undefined where there is no room for one more. */
export function freeColumn(answers: ChatMessage[]): number | undefined {
  const taken = new Set(answers.map(columnOf))
  return Array.from({ length: LIMITS.columns }, (_, at) => at + 1).find((column) => !taken.has(column))
}

/** The answers in columns beside a message, the first column first; empty where it stands in none. */
export function columnsBeside(beside: ChatMessage[]): ChatMessage[] {
  return beside
    .filter((message) => columnOf(message) !== undefined)
    .toSorted((a, b) => (columnOf(a) ?? 0) - (columnOf(b) ?? 0))
}

/** The answer of the first column to the last question; undefined where that was asked in no columns. */
export function firstColumnOf(messages: ChatMessage[]): ChatMessage | undefined {
  const from = messages.findLastIndex(({ role }) => role === 'user') + 1
  return messages.slice(from).find((message) => columnOf(message) === 1)
}

export function toQuestion(text: string, images: AttachedImage[]): ChatMessage {
  return { id: 'asked', role: 'user', parts: [...images.map(toFilePart), { type: 'text', text }] }
}

/** Stands for an answer that the server has not begun. */
export function toPending(column: number): ChatMessage {
  return { id: `pending-${column}`, role: 'assistant', parts: [], metadata: { status: 'running', column } }
}

/** Stands for an answer that the server refused to begin. */
export function toRefused(column: number, error: string): ChatMessage {
  return { id: `refused-${column}`, role: 'assistant', parts: [], metadata: { status: 'failed', error, column } }
}

/** Whether the server has it, so that it can be stopped, read again and chosen. */
export const hasPlace = ({ id }: ChatMessage): boolean => !/^(pending|refused)-/.test(id)
