type Asked = { q: string; tag: string | null; isArchived: boolean; canAsk: boolean }

/** Why no conversation is listed. */
export function describeNone({ q, tag, isArchived, canAsk }: Asked): string {
  const which = isArchived ? 'archived conversation' : 'conversation'
  if (q !== '') return `No ${which}${tag === null ? '' : ` under “${tag}”`} has all of these words.`
  if (tag !== null) return `No ${which} is under “${tag}”.`
  if (isArchived) return 'Nothing is archived. An archived conversation is listed here; asking in it brings it back.'
  return canAsk
    ? 'Your conversations will be listed here. They are private until you share them.'
    : 'Conversations that others share are listed here.'
}
