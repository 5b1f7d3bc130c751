import { cutText } from '@/lib/engine'

type Named = { userId: string; name: string; email: string }

export type Mentions = {
  /** Who is named, each once. */
  userIds: string[]
  /** What looks like a mention and names no member, as it is written, each once. */
  unheard: string[]
}

type Branch = { next: Map<string, Branch>; userIds: string[] }

const WORD = /[\p{L}\p{N}_]+/uy
const EMAIL = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}.-]*[\p{L}\p{N}]/uy
/** What may stand between two words of a name. */
const JOINTS = new Set([' ', '-', '.', '’', "'"])
const MOST_UNHEARD = 20

/**
 * Who a comment mentions: `@` and a member’s e-mail or whole name, in any case, before which no letter or digit stands.
 * Code is left out. Two members of one name are both meant. Linear in the text.
 */
export function findMentions(text: string, members: readonly Named[]): Mentions {
  const names = growNames(members)
  const emails = new Map(members.map(({ email, userId }) => [email.toLowerCase(), userId]))
  const found = new Set<string>()
  const unheard = new Set<string>()
  for (const prose of listProse(text)) {
    for (let at = prose.indexOf('@'); at !== -1; at = prose.indexOf('@', at + 1)) {
      if (/[\p{L}\p{N}_.+-]/u.test(prose[at - 1] ?? '')) continue
      const email = readAt(EMAIL, prose, at + 1)
      const byEmail = email && emails.get(email.toLowerCase())
      const userIds = byEmail ? [byEmail] : email ? [] : findNamed(prose, at + 1, names)
      for (const userId of userIds) found.add(userId)
      const written = email || readAt(WORD, prose, at + 1)
      if (userIds.length === 0 && written && unheard.size < MOST_UNHEARD) unheard.add(cutText(`@${written}`, 255))
    }
  }
  return { userIds: [...found], unheard: [...unheard] }
}

function readAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function growNames(members: readonly Named[]): Branch {
  const root: Branch = { next: new Map(), userIds: [] }
  for (const { name, userId } of members) {
    let branch = root
    for (const word of name.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []) {
      const next = branch.next.get(word) ?? { next: new Map(), userIds: [] }
      branch.next.set(word, next)
      branch = next
    }
    if (branch !== root) branch.userIds.push(userId)
  }
  return root
}

/** The members of the longest name that stands there. */
function findNamed(text: string, start: number, names: Branch): string[] {
  let branch = names
  let found: string[] = []
  for (let at = start; ; ) {
    const word = readAt(WORD, text, at)
    const next = word === '' ? undefined : branch.next.get(word.toLowerCase())
    if (!next) return found
    if (next.userIds.length > 0) found = next.userIds
    branch = next
    at += word.length
    if (JOINTS.has(text[at] ?? '')) at++
    else return found
  }
}

/** The text without fenced blocks and code spans. */
function listProse(text: string): string[] {
  let fence = ''
  return text.split('\n').flatMap((line) => {
    const [, mark = ''] = /^ {0,3}(```|~~~)/.exec(line) ?? []
    if (fence !== '') {
      if (mark === fence) fence = ''
      return []
    }
    if (mark !== '') {
      fence = mark
      return []
    }
    const parts = line.split('`')
    // the last of an even number has no end, and is no code
    return parts.filter((_, i) => i % 2 === 0 || i === parts.length - 1)
  })
}
