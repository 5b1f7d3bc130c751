/** Words of other tools for what a module's fields say. */
const SYNONYMS: Record<string, string> = {
  categories: 'category',
  dependson: 'dependencies',
  requires: 'dependencies',
  whentouse: 'usage_scope',
  summary: 'description',
  keywords: 'tags',
  labels: 'tags',
}

/** Read in every format, as the name where there is none. */
const TITLE = 'title'

const bare = (key: string) => key.toLowerCase().replace(/[-_\s]/g, '')

/** Which known key an unknown one may be meant as, such as `Tags`, `usage-scope` or `tag`; of those that have one. */
export function findNearKeys(unknown: string[], known: ReadonlySet<string>): [key: string, known: string][] {
  const byForm = new Map<string, string>()
  for (const key of [...known, TITLE]) {
    byForm.set(bare(key), key)
    byForm.set(bare(key).replace(/ies$/, 'y').replace(/s$/, ''), key)
  }
  return unknown.flatMap((key): [string, string][] => {
    const form = bare(key)
    const near = byForm.get(form) ?? SYNONYMS[form]
    const isRead = near !== undefined && near !== key && (known.has(near) || near === TITLE)
    return isRead ? [[key, near]] : []
  })
}
