import type { Candidate } from './types'

/** The headings below the module's title: many modules repeat their name as their first heading. */
export function subHeadings({ module, headingPath }: Pick<Candidate, 'module' | 'headingPath'>): string[] {
  return headingPath[0] === module.name ? headingPath.slice(1) : headingPath
}
