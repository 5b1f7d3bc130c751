import type { TermCount } from '../../vocabulary/ports'
import type { Constraint, QueryAnalysis } from '../../vocabulary/query-analysis'
import type { Candidate } from '../../vocabulary/types'
import { shareOfWords } from './share-of-words'

/** `title` and `body`: ids of their terms. */
type Text = { candidate: Candidate; title: ArrayLike<number>; body: ArrayLike<number> }
type FormsOf = (text: string) => TermCount[]

/** Says that what follows is absent: "without Docker". */
const NEGATION = String.raw`(?<![\p{L}\p{N}])(?:without|no|not|never|except|instead of|ohne|kein\p{L}*|statt|sans|pas de|sin|senza|sem|zonder|без)\s+(?:\p{L}+\s+)?`
const VERSION = /(?<![\w.])v?(\d+(?:\.\d+)+)(?![\w.]*\d)|(?<!\p{L})(?:version|release)\s+v?(\d+)(?![\w.])/giu
/** What a text counts that mentions something not wanted beside its subject. */
const MENTIONED = 0.5

/**
 * How well a candidate keeps to what the query rules out and narrows itself to, 0–1; undefined when it does neither. The
 * mean over all of them of
 * - something excluded: 0 where it is the subject (title, heading, tag or category), 0.5 where it is only mentioned, 1 where
 *   it is not, or where the text itself says that it is without it;
 * - a subject to keep to: 1 where it is the subject, 0.5 where it is mentioned, 0 elsewhere;
 * - versions before or since one: 1 when a version that the text names is one of them, 0 when all it names are others, 0.5
 *   when it names none.
 *
 * A preference, never a filter: the words of a query say too little to take anything away.
 */
export function constraintFit(
  text: Text,
  { exclusions, constraints }: Pick<QueryAnalysis, 'exclusions' | 'constraints'>,
  formsOf: FormsOf,
): number | undefined {
  const fits = [
    ...exclusions.map((value) => fitOfExclusion(text, value, formsOf)),
    ...constraints.map((constraint) =>
      constraint.kind === 'only' ? fitOfSubject(text, constraint.value, formsOf) : fitOfVersion(text, constraint),
    ),
  ]
  return fits.length === 0 ? undefined : fits.reduce((sum, fit) => sum + fit, 0) / fits.length
}

function fitOfExclusion({ candidate, title, body }: Text, value: string, formsOf: FormsOf): number {
  const forms = formsOf(value)
  if (forms.length === 0 || !(holds(title, forms) || holds(body, forms))) return 1
  if (saysWithout(`${titleOf(candidate)}\n${candidate.text}`, value)) return 1
  return holds(title, forms) ? 0 : MENTIONED
}

function fitOfSubject({ title, body }: Text, value: string, formsOf: FormsOf): number {
  const forms = formsOf(value)
  if (forms.length === 0 || holds(title, forms)) return 1
  return holds(body, forms) ? MENTIONED : 0
}

function fitOfVersion({ candidate }: Text, { kind, value }: Constraint): number {
  const inTitle = versionsIn(titleOf(candidate))
  const named = inTitle.length > 0 ? inTitle : versionsIn(candidate.text)
  if (named.length === 0) return MENTIONED
  return named.some((version) => isBefore(version, value) === (kind === 'before')) ? 1 : 0
}

const holds = (ids: ArrayLike<number>, forms: TermCount[]) => shareOfWords(ids, forms) === 1

/** What a candidate is about, in its curators' words. */
export function titleOf({ module, headingPath }: Candidate): string {
  return [module.name, ...headingPath, module.category ?? '', ...module.tags].join('\n')
}

function saysWithout(text: string, value: string): boolean {
  const words = value
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/\s+/g, String.raw`\s+`)
  return new RegExp(NEGATION + words, 'iu').test(text)
}

function versionsIn(text: string): string[] {
  return Array.from(text.matchAll(VERSION), ([, dotted, whole]) => dotted ?? whole ?? '')
}

function isBefore(version: string, other: string): boolean {
  const [a, b] = [version.split('.').map(Number), other.split('.').map(Number)]
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
