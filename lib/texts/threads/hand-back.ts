import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { slice } from '@/lib/in-slices'

/** Of a list in one message: a hundred chunks with their terms take a millisecond or two to read. */
const ITEMS_PER_PART = 100

type Part = { key: string | null; items: unknown[] }

/**
 * In the thread: sends the long lists of a result, or the list that it is, in parts. Reading all of them at once would
 * keep everybody waiting.
 * @returns the result without them
 */
export function handBack(result: unknown, port: MessagePort): unknown {
  if (Array.isArray(result)) return cutList(null, result, port)
  if (typeof result !== 'object' || result === null) return result
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, Array.isArray(value) ? cutList(key, value, port) : value]),
  )
}

function cutList(key: string | null, items: unknown[], port: MessagePort): unknown[] {
  if (items.length <= ITEMS_PER_PART) return items
  for (let at = 0; at < items.length; at += ITEMS_PER_PART) {
    const part: Part = { key, items: items.slice(at, at + ITEMS_PER_PART) }
    port.postMessage(part)
  }
  return []
}

/** Here: puts a result together that `handBack` has sent; others get their turn between two parts. */
export async function takeBack<Result>(result: Result, port: MessagePort): Promise<Result> {
  for (;;) {
    const received: { message: Part } | undefined = receiveMessageOnPort(port)
    if (!received) return result
    const { key, items } = received.message
    const list = (key === null ? result : (result as Record<string, unknown>)[key]) as unknown[]
    for (const item of items) list.push(item)
    await slice.next()
  }
}
