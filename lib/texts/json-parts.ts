/** UTF-16 units that are written at a time, in one or two milliseconds. */
const PART_LENGTH = 256 * 1024

/** The text of `JSON.stringify` in parts: writing megabytes at once would keep everybody else waiting. */
export function* jsonParts(value: unknown): Generator<string> {
  let part = ''
  for (const piece of writeJson(value)) {
    part += piece
    if (part.length < PART_LENGTH) continue
    yield part
    part = ''
  }
  if (part !== '') yield part
}

/** In pieces of at most about a part. */
function* writeJson(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.length > PART_LENGTH) yield* writeText(value)
  else if (!isList(value) || roomLeft(value, PART_LENGTH) > 0) yield JSON.stringify(value) ?? 'null'
  else if (Array.isArray(value)) yield* writeArray(value)
  else yield* writeObject(value)
}

function* writeArray(items: unknown[]): Generator<string> {
  let comma = '['
  let start = 0
  let room = PART_LENGTH
  // short items are written together: one by one takes twenty times as long
  for (const [at, item] of items.entries()) {
    const left = roomLeft(item, PART_LENGTH)
    room -= PART_LENGTH - left
    if (left > 0 && room > 0) continue
    if (at > start) {
      yield comma + JSON.stringify(items.slice(start, at)).slice(1, -1)
      comma = ','
    }
    yield comma
    yield* writeJson(item)
    comma = ','
    start = at + 1
    room = PART_LENGTH
  }
  if (start < items.length) yield comma + JSON.stringify(items.slice(start)).slice(1, -1)
  yield ']'
}

function* writeObject(value: object): Generator<string> {
  let isFirst = true
  for (const [key, own] of Object.entries(value)) {
    if (own === undefined || typeof own === 'function') continue
    yield `${isFirst ? '{' : ','}${JSON.stringify(key)}:`
    yield* writeJson(own)
    isFirst = false
  }
  yield isFirst ? '{}' : '}'
}

function* writeText(text: string): Generator<string> {
  yield '"'
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + PART_LENGTH)
    // a pair that is cut would be written as two halves
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end--
    yield JSON.stringify(text.slice(start, end)).slice(1, -1)
    start = end
  }
  yield '"'
}

const isList = (value: unknown): value is object => typeof value === 'object' && value !== null && !('toJSON' in value)

/** What is left of `room` after a value, about; at most so much is looked at. */
function roomLeft(value: unknown, room: number): number {
  if (typeof value === 'string') return room - value.length
  if (!isList(value)) return room - 8
  let left = room - 2
  if (Array.isArray(value)) {
    for (const own of value) {
      left = roomLeft(own, left - 8)
      if (left <= 0) return left
    }
    return left
  }
  const fields = value as Record<string, unknown>
  for (const name in fields) {
    left = roomLeft(fields[name], left - 8)
    if (left <= 0) return left
  }
  return left
}
