import type { ContextItem } from '../vocabulary/plan'
import { eachLine } from './escape'
import type { ItemHead, Renderer } from './renderer'

/** What a model is told of a module's version: the authored name, else the number, which a candidate does not have yet. */
export function versionName({ version, versionLabel }: { version: number; versionLabel?: string }): string {
  return versionLabel ?? (version < 0 ? 'candidate' : String(version))
}

/** The module's name and the headings below it; no name where another item of the module comes before, or the text says it. */
export function namesOf({ module, headingPath, form }: ItemHead): string[] {
  if (form === 'itself') return headingPath
  return [form === 'continued' ? '…' : module.name, ...headingPath]
}

/** Without the headings and the name that its text begins with, where markup is to be as little as can be. */
export function headOf(item: ContextItem, { markup }: Pick<Renderer, 'markup'>): ContextItem {
  if (markup.items !== 'least' || item.isSummary) return item
  const titles = firstTitles(item.parts[0]?.text ?? '')
  let end = item.headingPath.length
  for (let at = titles.length - 1; at >= 0 && end > 0 && isTitle(titles[at]!, item.headingPath[end - 1]!); at--) end--
  const headingPath = item.headingPath.slice(0, end)
  const isSaid = end === 0 && item.form === 'brief' && titles[0] !== undefined && isTitle(titles[0], item.module.name)
  return { ...item, headingPath, ...(isSaid ? { form: 'itself' } : {}) }
}

/** Of the headings before any other line. */
function firstTitles(text: string): string[] {
  const titles: string[] = []
  for (const { line } of eachLine(text)) {
    const [, title] = /^#{1,6}[ \t](.*)$/.exec(line) ?? []
    if (title !== undefined) titles.push(title.trim())
    else if (line.trim() !== '') break
  }
  return titles
}

/** As it is written: an id in braces or closing marks may follow. */
function isTitle(written: string, heading: string): boolean {
  if (!written.startsWith(heading)) return false
  const rest = written.slice(heading.length).trim()
  return rest.replaceAll('#', '') === '' || (rest.startsWith('{') && rest.endsWith('}'))
}
