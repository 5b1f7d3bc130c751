import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { FUSION, RERANKING_MODEL } from '@/components/policy/policy-choices'
import { PRIORITIES } from '@/lib/engine'

export const PANES = ['settings', 'candidate', 'changes'] as const
export type Pane = (typeof PANES)[number]

/** Settings that are no numbers and can be tried out. */
export const TRIAL_CHOICES = new Set<string>([FUSION.path, RERANKING_MODEL.path])

/** Settings that differ from the policy's, by path; an empty text takes one away. */
export type Trial = Record<string, number | string>

/** `retrieval.fusion:ranks,rerank.topN:8`. */
export const parseAsTrial = createParser<Trial>({
  parse(text) {
    const entries = text.split(',').flatMap((part): [string, number | string][] => {
      const [path = '', value = ''] = part.split(':')
      if (TRIAL_CHOICES.has(path)) return [[path, value]]
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
  /** The release that is searched; production when absent. */
  release: parseAsString,
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
