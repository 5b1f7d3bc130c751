/**
 * A block of markdown: `body.slice(start, end)`. `children` are the blocks it is made of (list items, quoted blocks):
 * the places where it is cut when it is too long.
 */
export type Block = {
  kind: 'heading' | 'code' | 'table' | 'item' | 'text' | 'component'
  start: number
  end: number
  children: Block[]
  /** Of headings: level 1–6 and plain text. */
  level: number
  title: string
}
