import { createHash } from 'node:crypto'
import { cutText } from '@/lib/engine'
import type { SavedConversation } from '@/lib/schemas/conversations/conversation-file'
import { LIMITS } from '@/lib/schemas/limits'
import { isInRange } from '@/lib/schemas/texts/moment'

export type ReadConversation = {
  conversation: SavedConversation
  /** What of it is left out, or could not be read. */
  notes: string[]
}

/** What another product wrote: nothing of it is certain. */
export type Loose = Record<string, unknown>

export function asObject(value: unknown): Loose {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Loose) : {}
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text that can be stored; empty for what is none. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : ''
}

/** One line that a list can show. */
export function asTitle(value: unknown, otherwise: string): string {
  const line = cutText(asText(value).replaceAll(/\s+/g, ' ').trim(), LIMITS.titleLength)
  return line === '' ? otherwise : line
}

/** ISO time of a text or of seconds since 1970. */
export function asTime(value: unknown): string | undefined {
  const date = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
  return date.getTime() >= 0 && isInRange(date) ? date.toISOString() : undefined
}

type Begun = { createdAt: string; notes: string[] }

/** When a conversation began: the first of several times that is known, else the time at which its file is read. */
export function beginningOf(readAt: string, ...times: (string | undefined)[]): Begun {
  const known = times.find((time) => time !== undefined)
  return known === undefined
    ? { createdAt: readAt, notes: ['no time of it can be read: it gets the time of the import'] }
    : { createdAt: known, notes: [] }
}

/** An id that a row may have: as it is where that is possible, else made of it. */
export function asId(value: unknown, otherwise: string | (() => string)): string {
  const made = () => (typeof otherwise === 'string' ? otherwise : otherwise())
  const text = typeof value === 'string' && value !== '' ? value : made()
  if (text.length <= LIMITS.idLength && /^[^\s\p{Cc}]+$/u.test(text) && text.isWellFormed()) return text
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

type Words = readonly { role: string; content: string }[]

/** For a conversation that names no id: the same words get the same one again, others another. */
export function idOfWords(title: string, messages: Words): string {
  const hash = createHash('sha256').update(title)
  for (const { role, content } of messages) hash.update(`\0${role}\0${content}`)
  return hash.digest('hex').slice(0, 32)
}

/** `3 files left out`; nothing for none. */
export function noteLeftOut(count: number, one: string, many = `${one}s`): string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many} left out`]
}
