import { type Bounds, CHECK_FORM_WORDS, type Check, type CheckForm } from '@/lib/engine/vocabulary/checks'

const format = (count: number) => count.toLocaleString('en-US')

/** A check as a short phrase: `includes rollback, with “Steps”`. `nameOf` tells what a module is called. */
export function describeCheck(check: Check, nameOf: (moduleId: string) => string = (id) => id): string {
  switch (check.kind) {
    case 'includes':
    case 'excludes':
      return [
        `${check.kind} ${nameOf(check.module)}${describeForm(check.form)}`,
        ...(check.heading ? [`heading “${check.heading}”`] : []),
        ...(check.text ? [`text “${check.text}”`] : []),
      ].join(', ')
    case 'within':
      if (check.first === 1) return `${nameOf(check.module)} comes first`
      return `${nameOf(check.module)} among the first ${format(check.first)}`
    case 'before':
      return `${nameOf(check.module)} before ${nameOf(check.other)}`
    case 'tokens':
      return `${check.section ?? 'all'}: ${describeBounds(check)} tokens`
    case 'share':
      return `${check.section}: ${describeBounds(check)} % of what is sent`
    case 'window':
      return `fits ${format(check.tokens)} tokens`
    case 'answered':
      return 'is answered'
    case 'noWarnings':
      return 'has no warnings'
    case 'samePrefix':
      return 'keeps its stable prefix'
  }
}

function describeForm(form: CheckForm = 'any'): string {
  return form === 'any' ? '' : ` ${CHECK_FORM_WORDS[form]}`
}

function describeBounds({ atLeast, atMost }: Bounds): string {
  if (atLeast === undefined) return `at most ${format(atMost ?? 0)}`
  return atMost === undefined ? `at least ${format(atLeast)}` : `${format(atLeast)}–${format(atMost)}`
}
