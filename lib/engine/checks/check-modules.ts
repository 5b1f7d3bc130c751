import { cutText } from '../text/cut-text'
import { CHECK_FORM_WORDS, type CheckedContext, type CheckOutcome, type ModuleTarget } from '../vocabulary/checks'
import {
  explainMissing,
  isUnknown,
  nameOf,
  rankedModules,
  resolutionOf,
  sentCandidates,
  spansOf,
  textOf,
} from './sent-modules'

type Found = { isFound: true; how: string } | { isFound: false; why: Omit<CheckOutcome, 'status'> }

export function checkIncludes(context: CheckedContext, target: ModuleTarget): CheckOutcome {
  const found = find(context, target)
  if (!found.isFound) return { status: 'fails', ...found.why }
  return { status: 'holds', because: found.how, opens: { tab: 'text', moduleId: target.module } }
}

/** What is not there cannot be left out: a name that is spelled wrong would hold for ever. */
export function checkExcludes(context: CheckedContext, target: ModuleTarget): CheckOutcome {
  const found = find(context, target)
  if (!found.isFound && isUnknown(context, target.module)) return { status: 'skipped', ...found.why }
  if (found.isFound) return { status: 'fails', because: found.how, opens: { tab: 'text', moduleId: target.module } }
  return { status: 'holds', ...found.why }
}

/** Whether it is sent, in words that both an including and an excluding check can say. */
function find(context: CheckedContext, { module, form = 'any', heading, text }: ModuleTarget): Found {
  const sent = sentCandidates(context, module)
  if (sent.length === 0 && spansOf(context, module).length === 0) {
    return { isFound: false, why: explainMissing(context, module) }
  }
  const name = nameOf(context, module)
  const opens = { tab: 'text', moduleId: module } as const
  const tokens = spansOf(context, module).reduce((sum, span) => sum + span.tokens, 0)
  const forms = [...new Set(sent.map((candidate) => CHECK_FORM_WORDS[resolutionOf(candidate)]))].join(' and ')
  const isSent = `${name} is sent ${forms === '' ? '' : `${forms}, `}with ${format(tokens)} tokens`
  if (form !== 'any' && sentCandidates(context, module, form).length === 0) {
    return { isFound: false, why: { because: `${isSent}, not ${CHECK_FORM_WORDS[form]}.`, opens } }
  }
  if (heading !== undefined && !hasHeading(context, module, heading)) {
    return { isFound: false, why: { because: `${isSent}, without the heading “${heading}”.`, opens } }
  }
  if (text !== undefined && !normalize(textOf(context, module)).includes(normalize(text))) {
    return { isFound: false, why: { because: `${isSent}, without the text “${shorten(text)}”.`, opens } }
  }
  const parts = [heading && `the heading “${heading}”`, text && `the text “${shorten(text)}”`].filter(Boolean)
  return { isFound: true, how: `${isSent}${parts.length > 0 ? `, ${parts.join(' and ')} in it` : ''}.` }
}

/** As the heading over a part that is sent, or as a heading in the text that is sent. */
function hasHeading(context: CheckedContext, moduleId: string, heading: string): boolean {
  const wanted = normalize(heading)
  const sent = sentCandidates(context, moduleId)
  const isOver = context.prepared.candidates.some(
    ({ module, chunkId, summaryId, headingPath }) =>
      module.moduleId === moduleId &&
      headingPath.some((each) => normalize(each) === wanted) &&
      sent.some((each) => each.chunkId === chunkId && each.summaryId === summaryId),
  )
  if (isOver) return true
  const lines = textOf(context, moduleId).split('\n')
  return lines.some((line) => {
    const [, words] = /^ {0,3}#{1,6}[ \t]+(.*)$/s.exec(line) ?? []
    return words !== undefined && normalize(withoutClosing(words)) === wanted
  })
}

/** A heading may end with a run of `#`, after a space. */
function withoutClosing(heading: string): string {
  const text = heading.trimEnd()
  let end = text.length
  while (text[end - 1] === '#') end--
  return /[ \t]/.test(text[end - 1] ?? ' ') ? text.slice(0, end) : text
}

export function checkWithin(context: CheckedContext, module: string, first: number): CheckOutcome {
  const place = rankedModules(context).indexOf(module) + 1
  if (place > 0) {
    return {
      status: place <= first ? 'holds' : 'fails',
      because: `${nameOf(context, module)} is module ${place} of what is sent as knowledge; ${first === 1 ? 'it should be the first' : `it should be among the first ${format(first)}`}.`,
      compared: place,
      limit: first,
      unit: 'place',
      opens: { tab: 'candidates', moduleId: module },
    }
  }
  if (spansOf(context, module).length === 0) return { status: 'fails', ...explainMissing(context, module) }
  return {
    status: 'holds',
    because: `${nameOf(context, module)} stands among the instructions, before all knowledge.`,
    opens: { tab: 'text', moduleId: module },
  }
}

export function checkBefore(context: CheckedContext, module: string, other: string): CheckOutcome {
  const [first, second] = [spansOf(context, module)[0], spansOf(context, other)[0]]
  if (!first) return { status: 'fails', ...explainMissing(context, module) }
  if (!second) return { status: 'fails', ...explainMissing(context, other) }
  const isBefore =
    first.messageIndex < second.messageIndex ||
    (first.messageIndex === second.messageIndex && first.start < second.start)
  const [ahead, behind] = isBefore ? [module, other] : [other, module]
  return {
    status: isBefore ? 'holds' : 'fails',
    because: `${nameOf(context, ahead)} stands before ${nameOf(context, behind)}.`,
    opens: { tab: 'text', moduleId: module },
  }
}

/** Case and white space do not count. */
function normalize(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

const SHOWN = 80
const shorten = (text: string) => (text.length <= SHOWN ? text : `${cutText(text, SHOWN)}…`)
const format = (count: number) => count.toLocaleString('en-US')
