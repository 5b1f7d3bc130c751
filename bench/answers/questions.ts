export const KINDS = ['what', 'how', 'command', 'table', 'list', 'yes/no', 'compare', 'none'] as const

/** What is asked, and what a good answer holds: all of the facts, each in one of its wordings, parted by `|`. */
export type Question = [kind: (typeof KINDS)[number], text: string, ...facts: string[]]
