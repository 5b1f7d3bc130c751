import type { Block } from './block'

/** The blocks under one heading, the heading first; a body may begin with a section that has none. */
export type Section = { headingPath: string[]; blocks: Block[] }

/** Cuts at every heading. A heading without text of its own goes with the section below it. */
export function toSections(blocks: Block[]): Section[] {
  const sections: Section[] = []
  const path: { level: number; title: string }[] = []
  for (const block of blocks) {
    const last = sections.at(-1)
    if (block.kind !== 'heading') {
      if (last) last.blocks.push(block)
      else sections.push({ headingPath: [], blocks: [block] })
      continue
    }
    while (path.length > 0 && path.at(-1)!.level >= block.level) path.pop()
    path.push({ level: block.level, title: block.title })
    const headingPath = path.map(({ title }) => title).filter((title) => title !== '')
    if (last && isHeadingOnly(last) && last.blocks.at(-1)!.level < block.level) {
      last.blocks.push(block)
      last.headingPath = headingPath
    } else {
      sections.push({ headingPath, blocks: [block] })
    }
  }
  return sections
}

function isHeadingOnly(section: Section): boolean {
  return section.blocks.every(({ kind }) => kind === 'heading')
}

/** The headings two sections have in common, from the top. */
export function commonPath(a: string[], b: string[]): string[] {
  const end = a.findIndex((title, i) => title !== b[i])
  return end < 0 ? a : a.slice(0, end)
}
