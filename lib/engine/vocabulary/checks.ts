import type { ComparedContext } from './comparison'
import type { PreparedContext } from './composition'
import type { ReasonCode } from './reasons'
import type { SectionName } from './types'

export const CHECK_FORMS = ['any', 'full', 'section', 'summary'] as const
/** How a module is sent: in whatever form, all of it, a part of it, or a summary. */
export type CheckForm = (typeof CHECK_FORMS)[number]

/** As people say it, after "is sent". */
export const CHECK_FORM_WORDS: Record<CheckForm, string> = {
  any: 'in any form',
  full: 'whole',
  section: 'in part',
  summary: 'as a summary',
}

/** What of a module is looked for. Without a heading or text, the module itself. */
export type ModuleTarget = { module: string; form?: CheckForm; heading?: string; text?: string }
/** At least one of the two. */
export type Bounds = { atLeast?: number; atMost?: number }

/** A statement about one composed context. Modules are named by id. */
export type Check =
  | ({ kind: 'includes' } & ModuleTarget)
  | ({ kind: 'excludes' } & ModuleTarget)
  /** Among the first so many modules of the knowledge, the most relevant first. */
  | { kind: 'within'; module: string; first: number }
  /** `module` is sent, and its text stands before that of `other`. */
  | { kind: 'before'; module: string; other: string }
  /** Of a section, or of all that is sent where none is named. */
  | ({ kind: 'tokens'; section?: SectionName } & Bounds)
  /** Of a section in all that is sent, in percent. */
  | ({ kind: 'share'; section: SectionName } & Bounds)
  /** What is sent, with what is kept free for the response, is at most so many tokens. */
  | { kind: 'window'; tokens: number }
  /** Knowledge was found that speaks of the question. */
  | { kind: 'answered' }
  | { kind: 'noWarnings' }
  /** The stable prefix is the one of an earlier run. */
  | { kind: 'samePrefix' }
export type CheckKind = Check['kind']

export const CHECK_UNITS = ['tokens', 'percent', 'place', 'score', 'share', 'rank', 'chunks', 'value', 'count'] as const
export type CheckUnit = (typeof CHECK_UNITS)[number]

export const OPENED_TABS = ['text', 'sections', 'candidates', 'steps'] as const
/** Where in the explanation of a composition it is to be seen. */
type Opens = { tab: (typeof OPENED_TABS)[number]; moduleId?: string; section?: SectionName }

export const CHECK_STATUSES = ['holds', 'fails', 'skipped'] as const
/** `because` says it in words; `compared` against `limit`, in `unit`, is what decided. */
export type CheckOutcome = {
  status: (typeof CHECK_STATUSES)[number]
  because: string
  compared?: number
  limit?: number
  unit?: CheckUnit
  opens: Opens
}

/** What is known of a module apart from the composition: its name, and why it is no candidate, where it is none. */
export type KnownModule = { name: string; absence?: ReasonCode }

/** A composition, and what checks hold against it. */
export type CheckedContext = ComparedContext & {
  prepared: Pick<PreparedContext, 'candidates'>
  modules: ReadonlyMap<string, KnownModule>
  /** SHA-256 (hex) of the prefix of the last run on an earlier state; missing where there is none. */
  earlierPrefixHash?: string
}
