/** Text as it is searched for by LIKE, which Prisma's `contains` is: its wildcards stand for themselves. */
export function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
