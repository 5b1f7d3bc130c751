import { readdirSync, readFileSync } from 'node:fs'

/** The bodies of the sample library. */
export function libraryTexts(): string[] {
  const folder = new URL('../../../prisma/library/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  if (files.length === 0) throw new Error('prisma/library is empty')
  return files.map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''))
}
