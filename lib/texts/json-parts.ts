/** UTF-16 units that are written at a time, in one or two milliseconds. */
const PART_LENGTH = 256 * 1024
/** So many levels of objects are written field by field, since what is kept stands there. */
const FIELD_LEVELS = 2

const kept = new WeakMap<object, Buffer | undefined>()

/**
 * Of a list that never changes and is sent again and again: its JSON stays with it once it is written, as long as that is no
 * more than a part. It is looked for where the list is a field of the value that is written, or of an object in it.
 */
export function keepJson(value: object): void {
  if (!kept.has(value)) kept.set(value, undefined)
}

/** The text of `JSON.stringify` in UTF-8 and in parts: writing megabytes at once would keep everybody else waiting. */
export function* jsonParts(value: unknown): Generator<Buffer<ArrayBuffer>> {
  let pieces: Buffer[] = []
  let size = 0
  for (const piece of writeJson(value, 0)) {
    // piece by piece: one character beyond Latin-1 makes all of a text take many times as long
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    pieces.push(bytes)
    size += bytes.length
    if (size < PART_LENGTH) continue
    yield Buffer.concat(pieces, size)
    pieces = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(pieces, size)
}

type Pieces = Generator<string | Buffer>

/** In pieces of at most about a part. */
function* writeJson(value: unknown, level = FIELD_LEVELS): Pieces {
  if (typeof value === 'string' && value.length > PART_LENGTH) yield* writeText(value)
  else if (!isList(value)) yield JSON.stringify(value) ?? 'null'
  else if (kept.has(value)) yield* writeKept(value)
  else if (level < FIELD_LEVELS && !Array.isArray(value)) yield* writeObject(value, level + 1)
  else yield* writeList(value)
}

function* writeList(value: object): Pieces {
  if (roomLeft(value, PART_LENGTH) > 0) yield JSON.stringify(value)
  else if (Array.isArray(value)) yield* writeArray(value)
  else yield* writeObject(value)
}

function* writeKept(value: object): Pieces {
  const known = kept.get(value)
  if (known) return yield known
  if (roomLeft(value, PART_LENGTH) <= 0) return yield* writeList(value)
  const json = Buffer.from(JSON.stringify(value))
  kept.set(value, json)
  yield json
}

function* writeArray(items: unknown[]): Pieces {
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

function* writeObject(value: object, level = FIELD_LEVELS): Pieces {
  let isFirst = true
  for (const [key, own] of Object.entries(value)) {
    if (own === undefined || typeof own === 'function') continue
    yield `${isFirst ? '{' : ','}${JSON.stringify(key)}:`
    yield* writeJson(own, level)
    isFirst = false
  }
  yield isFirst ? '{}' : '}'
}

function* writeText(text: string): Pieces {
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
