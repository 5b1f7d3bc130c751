import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { PRIORITIES } from '@/lib/engine'

export const PANES = ['settings', 'candidate', 'changes'] as const
export type Pane = (typeof PANES)[number]

/** Settings that differ from the policy's, by path. */
export type Trial = Record<string, number>

/** `retrieval.k:20,rerank.topN:8`. */
export const parseAsTrial = createParser<Trial>({
  parse(text) {
    const entries = text.split(',').flatMap((part): [string, number][] => {
      const [path = '', value = ''] = part.split(':')
      const number = Number(value)
      return /^[\w.]+$/.test(path) && value !== '' && Number.isFinite(number) ? [[path, number]] : []
    })
    return entries.length > 0 ? Object.fromEntries(entries) : null
  },
  serialize: (trial) =>
    Object.entries(trial)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, value]) => `${path}:${value}`)
      .join(','),
  eq: (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort()),
})

export const retrievalSearchParams = {
  q: parseAsString.withDefault(''),
  policy: parseAsString,
  set: parseAsTrial.withDefault({}),
  /** Whole modules, or their chunks. */
  of: parseAsStringLiteral(['chunks', 'modules']).withDefault('chunks'),
  category: parseAsString,
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  priority: parseAsStringLiteral(PRIORITIES),
  pane: parseAsStringLiteral(PANES).withDefault('settings'),
  /** Key of the candidate under inspection. */
  candidate: parseAsString,
}
