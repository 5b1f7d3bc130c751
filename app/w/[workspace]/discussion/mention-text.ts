import type { MemberDto } from '@/lib/schemas/workspaces/member'

/** A mention in the making: where its `@` stands, and what was typed behind it. */
export type OpenMention = { at: number; typed: string }

type Named = Pick<MemberDto, 'userId' | 'name' | 'email'>

/** What can be typed behind an `@` before it is a mention no more, in UTF-16 units. */
const MOST_TYPED = 60
/** Members that are offered at once. */
const OFFERED = 6

/** The mention that ends where the caret stands; as for who is told, no letter or digit stands before its `@`. */
export function findOpenMention(text: string, caret: number): OpenMention | null {
  const from = Math.max(0, caret - MOST_TYPED)
  const at = text.lastIndexOf('@', caret - 1)
  if (caret === 0 || at < from || /[\p{L}\p{N}_.+-]/u.test(text[at - 1] ?? '')) return null
  const typed = text.slice(at + 1, caret)
  // a name may have several words, and none of them is empty
  return /^\s|\s\s|\n/.test(typed) ? null : { at, typed }
}

/** Members whose name or e-mail begins with what was typed, or has a word that does. */
export function offerMembers<Member extends Named>(members: readonly Member[], typed: string): Member[] {
  const wanted = typed.toLowerCase()
  const begins = ({ name, email }: Named) =>
    [name, email, ...name.split(/[\s.'’-]+/)].some((part) => part.toLowerCase().startsWith(wanted))
  return members.filter(begins).slice(0, OFFERED)
}

/** The text with the mention written out, and where the caret stands behind it. */
export function completeMention(
  text: string,
  { at, typed }: OpenMention,
  member: Named,
  members: readonly Named[],
): { text: string; caret: number } {
  // two of one name would both be told
  const isUnique = members.filter(({ name }) => name.toLowerCase() === member.name.toLowerCase()).length === 1
  const said = `@${isUnique && /[\p{L}\p{N}]/u.test(member.name) ? member.name : member.email} `
  const rest = text.slice(at + 1 + typed.length)
  return { text: `${text.slice(0, at)}${said}${rest.replace(/^ /, '')}`, caret: at + said.length }
}
