import { coverageOf } from './asked-words'
import type { Question } from './question'
import { measuredIn } from './question-words'
import { type Quote, termsOf } from './to-quotes'

/** Share of what is asked that the part holds. */
const MIN_MEASURED = 0.7

/** What the words behind a number tell of what is counted, beside those before it. */
const COUNTED_SHARE = 1.2
const COUNTED_WORDS = 6
const counted = (text: string) => text.trim().split(/\s+/, COUNTED_WORDS).join(' ')

/** Place of the part that says a number of what is asked about, best where it names that before; −1 where none does. */
export function measuredAt({ block, parts, context, language }: Quote, { form, asked }: Question): number {
  if (!form.isMeasure || block.kind === 'code' || block.kind === 'outline') return -1
  const measured = measuredIn(language)
  let best = { at: -1, sum: 0 }
  for (const [at, part] of block.parts.entries()) {
    const number = part.search(measured)
    const coverage = coverageOf(asked, parts[at] ?? new Map(), context)
    if (number < 0 || coverage < MIN_MEASURED) continue
    const named = Math.max(
      coverageOf(asked, termsOf(part.slice(0, number), language)),
      // “20 days of vacation” counts what is asked for
      form.isCount ? COUNTED_SHARE * coverageOf(asked, termsOf(counted(part.slice(number)), language)) : 0,
    )
    const isAbout = named > 0 || coverageOf(asked, context) > 0
    if (isAbout && coverage + named > best.sum) best = { at, sum: coverage + named }
  }
  return best.at
}

/** Whether the heading says what the number is that is asked for: “how long” below “Duration”. */
export function namesMeasure({ heading, language }: Quote, { form }: Question): boolean {
  if (form.measure === '') return false
  return [...termsOf(form.measure, language).keys()].some((term) => term.length > 1 && heading.get(term) === 1)
}
